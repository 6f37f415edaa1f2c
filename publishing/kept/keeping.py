"""Keeping what is typed: how much, for how long, and whose text wins."""

import re
import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from publishing.models import KeptTyping

# What a browser sends besides the fields: buttons and pop-ups (``_save``), the token, our own.
OTHERS = re.compile(r"_.*|csrfmiddlewaretoken|typing_.*")
# Bytes of one form; rows of one person.
LARGEST = 2_000_000
MOST = 60
LASTS = timedelta(days=30)


class NotKeptError(Exception):
    """What is typed was not kept: ``code`` says why, by the number of an HTTP status."""

    TOO_LARGE, ELSEWHERE, SAVED = 413, 409, 410

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def keep(holder, sent, device=""):
    """Keep the fields of a form for the ``Pass`` of its person; return the ``KeptTyping``.

    ``sent`` is the whole form as posted. ``typing_key`` in it names the row, ``typing_page`` the loaded page
    and ``typing_count`` how often that has sent it, so that what arrives late is passed over. Raises
    ``NotKeptError``: if it is too large; if the form was saved; if somebody goes on with the same text
    elsewhere, which it would overwrite (the page then goes on under another key).
    """
    fields = fields_of(sent)
    if len(fields) > LARGEST:
        raise NotKeptError(NotKeptError.TOO_LARGE)
    with transaction.atomic():
        row = _row(holder, _uuid(sent.get("typing_key")))
        page, count = sent.get("typing_page", "")[:40], _number(sent.get("typing_count"))
        if row.saved_to:
            raise NotKeptError(NotKeptError.SAVED)
        if row.fields == fields:
            # Sent again, by a page that was not told that it had arrived.
            return row
        if row.fields and page != row.page and sent.get("typing_after") != stamp(row):
            raise NotKeptError(NotKeptError.ELSEWHERE)
        if row.fields and page == row.page and count < row.count:
            return row
        row.fields, row.page, row.count = fields, page, count
        row.device, row.typed_at = device, timezone.now()
        row.save()
        _forget_oldest(holder.person)
    return row


def keep_sent(holder, sent, device=""):
    """Keep a whole form that was sent, before anything else is done with it.

    Return its ``KeptTyping``, with ``saved_to`` if the same form was saved before; None if it is too large.
    """
    try:
        return keep(holder, sent, device)
    except NotKeptError as problem:
        if problem.code == NotKeptError.TOO_LARGE:
            return None
        if problem.code == NotKeptError.SAVED:
            return KeptTyping.objects.get(key=_uuid(sent["typing_key"]))
    # What was typed elsewhere stays beside it.
    sent = sent.copy()
    sent["typing_key"] = str(uuid.uuid4())
    return keep(holder, sent, device)


def locked(row):
    """Return the row as stored, locked until the transaction ends: a second press waits here."""
    return KeptTyping.objects.select_for_update().get(key=row.key)


def note_saved(row, object_key, address):
    """Forget the fields of a form that was saved, and remember where the save led to."""
    row.fields, row.object_key, row.saved_to = "", str(object_key), address
    row.save()


def fields_of(sent):
    """Return the fields of a form as one string, without what is not typed."""
    kept = QueryDict(mutable=True)
    for name, values in sent.lists():
        if not OTHERS.fullmatch(name):
            kept.setlist(name, values)
    return kept.urlencode()


def stamp(row):
    """Return the text that stands for this state of a row."""
    return row.typed_at.isoformat()


def mine(person, model, object_key, key):
    """Return what this person has typed in this form under a key, None for none."""
    if not key:
        return None
    rows = KeptTyping.objects.filter(person=person, form=model._meta.label_lower, key=_uuid(key))
    # After a save what was typed for a new thing belongs to the thing.
    return rows.exclude(~Q(object_key=object_key), saved_to="").first()


def offered(person, model, object_key, besides):
    """Return what this person has typed in this form elsewhere and not saved, newest first."""
    rows = KeptTyping.objects.filter(
        person=person, form=model._meta.label_lower, object_key=object_key, saved_to=""
    )
    return rows.exclude(key=besides)


def forget_old():
    """Delete what nobody has touched for thirty days."""
    KeptTyping.objects.filter(typed_at__lt=timezone.now() - LASTS).delete()


def _row(holder, key):
    """Return the locked row of a key; a new one under another key if that is not theirs."""
    of_form = {
        "person": holder.person,
        "form": holder.model._meta.label_lower,
        "object_key": holder.object_key,
    }
    first = {**of_form, "typed_at": timezone.now()}
    row, made = KeptTyping.objects.get_or_create(key=key, defaults=first)
    if not made:
        row = KeptTyping.objects.select_for_update().get(key=key)
    is_theirs = (row.person_id, row.form) == (holder.person.pk, of_form["form"])
    # After a save a new thing has a key.
    if is_theirs and (row.object_key == holder.object_key or row.saved_to):
        return row
    return KeptTyping(**first)


def _forget_oldest(person):
    keys = KeptTyping.objects.filter(person=person).values_list("key", flat=True)[MOST : MOST + 100]
    if keys:
        KeptTyping.objects.filter(key__in=list(keys)).delete()


def _uuid(text):
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return uuid.uuid4()


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0

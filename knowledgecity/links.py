"""What the editor's link dialog asks: what a text can link to, and what its links lead to now."""

from django.conf import settings
from django.http import JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from addresses import linkable
from addresses.links import UID
from addresses.models import Address
from languages.codes import codes
from richtext.own_links import own_address, uids_at

LONGEST = 500
MOST_UIDS = 100
# Stages that readers will see by themselves or on a word of staff, and those they no longer see.
NOT_YET, NO_MORE = {"draft", "scheduled"}, {"expired", "withdrawn"}


def answer(request, admin_site):
    """Return what was asked for, as JSON, of what this person may see: ``?uid=…&uid=…`` or ``?q=words``.

    ``language`` is that of the text; ``kind`` narrows what is found to one kind. The address of a page
    of this site finds what is there.
    """
    language = request.GET.get("language")
    language = language if language in codes() else get_language()
    kinds = [
        kind
        for kind in linkable.kinds()
        if admin_site.get_model_admin(kind.model).has_view_permission(request)
    ]
    if "uid" in request.GET:
        asked = request.GET.getlist("uid")[:MOST_UIDS]
        return JsonResponse({"targets": _at_uids(kinds, asked, language)})
    typed = request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()
    if own := own_address(typed):
        return JsonResponse({"targets": _at_address(kinds, *own, language), "is_own": True})
    if wanted := request.GET.get("kind"):
        kinds = [kind for kind in kinds if kind.name == wanted]
    found = linkable.find(kinds, typed, language)
    return JsonResponse({"targets": [_told(target) for target in found], "is_own": False})


def _at_address(kinds, path, fragment, language):
    """Return what is at an address of this site: nothing, or one target."""
    uid = uids_at({path}).get(path)
    targets = _at_uids(kinds, [str(uid)] if uid else [], language)
    return [{**target, "href": target["href"] + fragment} for target in targets]


def _at_uids(kinds, asked, language):
    """Return what links lead to, in the order asked: of each its name, and what is wrong with it."""
    uids = [uid for uid in asked if UID.fullmatch(uid)]
    targets = linkable.at_uids(kinds, uids, language)
    # Lists of topics have addresses, too, and so has what this person may not see.
    others = [uid for uid in uids if uid not in targets]
    addresses = Address.objects.filter(uid__in=others, is_current=True) if others else ()
    # The last one stays: that in this language.
    in_turn = sorted(addresses, key=lambda row: row.language == language)
    rows = {str(row.uid): row for row in in_turn}
    return [
        _told(targets[uid]) if uid in targets else _at_current_address(uid, rows.get(uid))
        for uid in uids
    ]


def _told(target):
    """Return what the dialog shows of a target, and the ``href`` of a link to it."""
    names = dict(settings.LANGUAGES)
    languages = ", ".join(str(names[code]) for code in target.languages if code in names)
    stage = target.stage_label if target.stage != "published" else ""
    about = [target.kind, target.about or languages, stage]
    return {
        "href": f"ref:{target.uid}",
        "title": target.title,
        "about": " · ".join(str(part) for part in about if part),
        "complaint": _complaint(target.stage),
    }


def _at_current_address(uid, address):
    """Return the same of something of no kind here: its address is its title while readers see it."""
    is_live = address is not None and address.state() == "live"
    complaint = _("Nothing is there any more; readers see only the words of the link.")
    if address is not None:
        complaint = "" if is_live else _complaint("withdrawn")
    title = address.path if is_live else ""
    return {"href": f"ref:{uid}", "title": title, "about": "", "complaint": complaint}


def _complaint(stage):
    """Return what is wrong with a link to something at this stage, an empty text if nothing is."""
    if stage in NOT_YET:
        return _("Readers do not see it yet; until then they see only the words of the link.")
    if stage in NO_MORE:
        return _("Readers do not see it any more; they see only the words of the link.")
    return ""

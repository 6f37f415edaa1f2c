"""Whether a place shows what it owes: one rule, one code."""

import re

from evidence.reading import (
    innermost,
    is_at_head,
    is_below_title,
    is_hidden,
    language_of,
    words,
)
from evidence.report import severe

# One centimetre is 38 CSS pixels.
LEAST_HEIGHT = 38
ABBREVIATED = re.compile(r"\b(?:EU|ЕС)\b")
CLAIM = re.compile(r"fund(?:ed|ing)|финансиран", re.IGNORECASE)


def findings(duties, place):
    """Yield what is wrong with the duties of one ``Place``."""
    matched, spare = match(duties, place.shown)
    for duty in duties:
        shown = matched.get(duty)
        if shown is None:
            # Without a block its disclaimer is no finding of its own: all of it is missing.
            yield severe("nothing", duty)
        else:
            yield from of_shown(duty, shown, place)
    yield from of_disclaimers([duty for duty in duties if duty in matched], place)
    for shown in spare:
        if CLAIM.search(shown.words):
            yield severe("claim", duties[0], words=shown.words)


def match(duties, shown):
    """Return ``{duty: Shown}`` and what is left over: the same words first, then in their order."""
    spare, matched = list(shown), {}
    for duty in duties:
        found = next((one for one in spare if one.words == duty.words), None)
        if found is not None:
            matched[duty] = found
            spare.remove(found)
    for duty in duties:
        if duty not in matched and spare:
            matched[duty] = spare.pop(0)
    return matched, spare


def of_shown(duty, shown, place):
    """Yield what is wrong with an emblem and the statement beside it."""
    yield from of_image(duty, shown.image)
    if code := wrong_words(duty, shown, place):
        yield severe(code, duty, words=shown.words)
    parts = [part for part in (shown.image, shown.statement, shown.block) if part is not None]
    if any(map(is_hidden, parts)):
        yield severe("hidden", duty)
    elif not is_in_place(duty, shown.block):
        yield severe("place", duty)


def is_in_place(duty, block):
    """Return whether a block stands where it must; on the home page it is beside its projects."""
    if duty.item or duty.kind == "home":
        return True
    return is_at_head(block) and (duty.kind != "project" or is_below_title(block))


def of_image(duty, image):
    """Yield what is wrong with the picture of the emblem."""
    if image is None:
        yield severe("emblem", duty)
        return
    width, height = (number(image.get(name, "")) for name in ("width", "height"))
    if not width or height < LEAST_HEIGHT:
        yield severe("emblem_size", duty)
    # A pixel of rounding is no other shape.
    elif abs(width - height * 3 / 2) > 1:
        yield severe("emblem_shape", duty)
    if not image.get("alt", "").strip():
        yield severe("emblem_alt", duty)


def number(text):
    """Return a whole number of pixels, 0 for anything else."""
    return int(text) if text.isdecimal() else 0


def wrong_words(duty, shown, place):
    """Return the code of what is wrong with the words beside an emblem, ``""`` for nothing."""
    found = shown.words
    if found == duty.words:
        marked = language_of(innermost(shown.statement), place)
        return "" if marked == duty.statement_language else "language"
    if found in {" ".join(text.split()) for text in duty.translations}:
        return "language"
    if not duty.is_certain and CLAIM.search(found):
        return "claim"
    return "abbreviation" if ABBREVIATED.search(found) else "statement"


def of_disclaimers(duties, place):
    """Yield what is wrong with the disclaimers of these duties; the same one may serve several."""
    wanted = [duty for duty in duties if duty.disclaimer]
    there = {words(element): element for element in place.disclaimers}
    missing = [duty for duty in wanted if " ".join(duty.disclaimer.split()) not in there]
    for duty in wanted:
        if duty in missing:
            yield severe("disclaimer", duty)
            continue
        element = there[" ".join(duty.disclaimer.split())]
        if language_of(element, place) != duty.disclaimer_language:
            yield severe("language", duty)
        if is_hidden(element):
            yield severe("hidden", duty)

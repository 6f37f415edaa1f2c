"""The smaller tools of the editor: what their scripts (static/desk/tools.js and others) need to know."""

from django.templatetags.static import static
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from languages.codes import choices, codes
from richtext.left_out import kinds
from richtext.videos import for_editor

# Besides those of the site, the languages that its texts quote.
OTHER_LANGUAGES = ("de", "el", "es", "fr", "it", "mk", "pl", "pt", "ro", "ru", "sr", "tr", "uk")


def characters():
    """Return what cannot be typed on every keyboard, with names: ``[[character, name]]``."""
    return [
        ["„", _("opening quotation mark, Bulgarian")],
        ["“", _("closing quotation mark, Bulgarian; opening, English")],
        ["”", _("closing quotation mark, English")],
        ["«", _("opening quotation mark, angular")],
        ["»", _("closing quotation mark, angular")],
        ["–", _("dash")],
        ["—", _("long dash")],
        ["…", _("ellipsis")],
        ["\u00a0", _("space at which no line ends")],
        ["№", _("number sign")],
        ["§", _("section sign")],
        ["€", _("euro")],
        ["°", _("degree")],
        ["×", _("multiplication sign")],
        ["½", _("one half")],
        ["←", _("arrow to the left")],
        ["→", _("arrow to the right")],
        ["↑", _("arrow up")],
        ["↓", _("arrow down")],
    ]


def languages():
    """Return the languages that a part of a text may be in: ``[[code, name]]``."""
    others = [
        [code, capfirst(get_language_info(code)["name_translated"])] for code in OTHER_LANGUAGES
    ]
    site = [[code, str(name)] for code, name in choices()]
    return [
        *site,
        *sorted((one for one in others if one[0] not in codes()), key=lambda one: one[1]),
    ]


def tools_config():
    """Return the labels of the tools, and what they offer."""
    return {
        "icons": {name: static(f"desk/{name}.svg") for name in ("video", "note", "character")},
        "videos": for_editor(),
        "languages": languages(),
        "characters": characters(),
        "labels": {
            "cancel": _("Cancel"),
            "quotation": _("Quotation: a paragraph in somebody's words"),
            "video": _("Video"),
            "videoAddress": _("Address of the video on YouTube or Vimeo, or its embed code"),
            "videoTitle": _("Title on the card (optional)"),
            "videoInsert": _("Insert the video"),
            "videoRefused": _(
                "This is no video on YouTube or Vimeo. Open the video there and copy its address."
            ),
            "videoOn": _("Video on %(site)s"),
            "language": _("Language of this part"),
            "languageRemove": _("that of the whole text"),
            "note": _("Footnote"),
            "noteText": _("Text of the note"),
            "noteInsert": _("Insert the footnote"),
            "character": _("Special character"),
        },
        "paste": {
            "kinds": kinds(),
            "leftOut": _("Left out of the text: %(list)s. %(advice)s"),
            "title": _("Pictures of the pasted text"),
            "waiting": _("Uploading…"),
            "failed": _("The connection was lost. Try this file again."),
            "name": _("Picture from a pasted text"),
            "alt": _("Alternative text: what the picture says here"),
            "decorative": _("Decorative: it adds nothing to the text"),
            "insert": _("Insert into the text"),
            "without": _("Insert without the pictures"),
        },
    }

"""The model field of editors' text, and its widget."""

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.forms.widgets import Media
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from lxml import etree

from languages.codes import choices
from library.formats import FILE_FORMATS
from library.widgets import dialog_config
from richtext.left_out import left_out
from richtext.own_links import with_refs
from richtext.render import images_in, render
from richtext.sanitise import sanitise
from richtext.tools import tools_config
from richtext.tree import parse, serialise

EDITOR = {
    "skin": "moono-lisa",
    "width": "100%",
    # The box grows with its text (static/desk/text.css).
    "height": "auto",
    # In the page itself instead of a frame: a frame needs inline scripts (docs/decisions/0001).
    # The others are ours: pictures of the library (static/desk/editor.js), links (static/desk/links.js),
    # translations beside their original (static/desk/translation.js), and richtext/tools.py.
    "extraPlugins": "divarea,librarypicture,sitelinks,translation,sitetools,sitenotes,sitepaste",
    # Pasted pictures go into the library instead of the text.
    "clipboard_handleImages": False,
    # What is unsafe here, and what needs files that are not published (knowledgecity/apps.py).
    "removePlugins": (
        "iframe,flash,preview,print,exportpdf,image,forms,smiley,scayt,wsc,copyformatting,a11yhelp,"
        "about,div,liststyle,pagebreak,showblocks,templates,colordialog,bidi,newpage,save,"
        "elementspath,resize,specialchar"
    ),
    "disableNativeSpellChecker": False,
    "startupShowBorders": False,
    "format_tags": "p;h2;h3;h4;pre",
    "entities": False,
    "fullPage": False,
    "disallowedContent": "script; style; iframe; *[on*]; *{*}",
    # h1 comes with pasted text; on saving it becomes the largest heading that a text may contain.
    "extraAllowedContent": (
        "*[lang,data-untranslated]; figure[data-image]; img[alt,src,width,height]; figcaption;"
        " ol[start]; abbr[title]; cite; q; small; code; s; span[!lang]; hr; tfoot; li[id]; th[scope];"
        " a[href,hreflang,id]; h1"
    ),
    "toolbar_Site": [
        ["Format"],
        ["Bold", "Italic", "Subscript", "Superscript"],
        ["NumberedList", "BulletedList", "Blockquote"],
        ["Link", "Unlink", "SiteDocument", "LibraryPicture", "SiteVideo", "Table"],
        ["SiteNote", "PartLanguage", "SiteCharacter"],
        ["AsTranslated", "PasteText", "RemoveFormat", "Undo", "Redo"],
        ["Find", "Source", "Maximize"],
    ],
    "toolbar": "Site",
}

# The scripts of the smaller tools.
TOOLS = ("desk/tools.js", "desk/notes.js", "desk/paste.js")


def format_names():
    """Return what the menu of kinds of paragraph calls them."""
    return {
        "tag_p": _("Text"),
        "tag_h2": _("Heading"),
        "tag_h3": _("Smaller heading"),
        "tag_h4": _("Smallest heading"),
        "tag_pre": _("As typed"),
    }


def links_config():
    """Return what the dialog for links and documents needs: addresses, languages and labels."""
    return {
        "find": reverse("admin:links"),
        "upload": reverse("admin:library_document_upload"),
        "icon": static("desk/document.svg"),
        "accept": ",".join(f".{ending}" for ending in FILE_FORMATS),
        "languages": [[code, str(name)] for code, name in choices()],
        "labels": {
            "link": _("Link"),
            "document": _("Document"),
            "field": _("Find a page, post, project, partner or document, or paste an address"),
            "documents": _("Find a document"),
            "found": _("Found"),
            "none": _("Nothing found."),
            "web": _("web address"),
            "mail": _("e-mail address"),
            "telephone": _("telephone number"),
            "place": _("place in this text"),
            "words": _("The words of the link"),
            "leads": _("Leads to"),
            "insert": _("Insert the link"),
            "change": _("Change the link"),
            "remove": _("Remove the link"),
            "cancel": _("Cancel"),
            "choose": _("Or upload one: choose a file, or drop it here"),
            "one": _("Only this one: please upload one file at a time."),
            "title": _("Title of the document"),
            "language": _("Language of the document"),
            "unknown": _("several languages, or none"),
            "upload": _("Upload"),
            "waiting": _("Uploading…"),
            "existing": _("This file is already in the library. Press it to use it."),
            "failed": _("The connection was lost. Try again."),
        },
    }


class RichTextWidget(CKEditorWidget):
    """CKEditor, showing the pictures that the text names."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.config = {**self.config, **EDITOR}
        for upload in ("filebrowserUploadUrl", "filebrowserBrowseUrl"):
            self.config.pop(upload, None)

    @property
    def media(self):
        # After the editor, which it extends, and before the script that starts it.
        return super().media + Media(
            js=[
                "ckeditor/ckeditor/ckeditor.js",
                "desk/pictures.js",
                "desk/editor.js",
                "desk/links.js",
                "desk/translation.js",
                *TOOLS,
            ]
        )

    def get_context(self, name, value, attrs):
        # Addresses and labels are known only now: static files have hashed names, users a language.
        self.config = {
            **self.config,
            "library": {**dialog_config(), "icon": static("desk/picture.svg")},
            "links": links_config(),
            "tools": tools_config(),
            "formatNames": format_names(),
            "contentsCss": static("desk/menu.css"),
        }
        return super().get_context(name, value, attrs)

    def format_value(self, value):
        # What was typed comes back here too, when the form has an error.
        root = parse(sanitise(super().format_value(value)))
        images = images_in([root])
        for figure in root.iter("figure"):
            if image := images.get(figure.get("data-image")):
                picture = figure.find("img")
                if picture is None:
                    picture = etree.Element("img")
                    figure.insert(0, picture)
                picture.set("src", image.file.url)
        return serialise(root)


class RichTextFormField(forms.CharField):
    """Takes what the editor sends; links to things of this site become references.

    ``left_out`` says what the allow-list took out, by kind.
    """

    left_out: dict[str, int] = {}

    def clean(self, value):
        value = super().clean(value)
        self.left_out = left_out(value, sanitise(value))
        return with_refs(value) if value else value


class Sanitised(str):
    """Text that has passed the allow-list on its way into the database."""

    __slots__ = ()


class RichTextField(models.TextField):
    """HTML of the allow-list; it is sanitised on its way into the database, whoever writes it."""

    def pre_save(self, model_instance, add):
        value = Sanitised(sanitise(getattr(model_instance, self.attname)))
        setattr(model_instance, self.attname, str(value))
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        # ``update()`` and ``bulk_update()`` do not call ``pre_save``.
        if isinstance(value, str) and not isinstance(value, Sanitised):
            value = sanitise(value)
        return str(value) if isinstance(value, Sanitised) else value

    def read_only(self, obj):
        """Return the text of a row as readers see it, for those who may not change it."""
        html = render(getattr(obj, self.attname), obj.language)
        shown = '<div class="prose"><div class="text" lang="{}">{}</div></div>'
        return html and format_html(shown, obj.language, html)

    def formfield(self, **kwargs):
        # The admin would use a plain text area, as for every TextField.
        if kwargs.get("widget") in {None, AdminTextareaWidget}:
            kwargs["widget"] = RichTextWidget
        return super().formfield(**{"form_class": RichTextFormField, **kwargs})

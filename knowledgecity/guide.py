"""The guide for editors, from docs/, shown in the admin in the language of the person."""

import re

import markdown
from django.conf import settings
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

FILES = {"en": "editing.md", "bg": "editing.bg.md"}
PICTURE = re.compile(r'src="images/([\w.-]+)"')


@require_GET
def view(request, admin_site):
    """Show the guide; English if it is not there in the person's language."""
    language = get_language() if get_language() in FILES else "en"
    context = {
        **admin_site.each_context(request),
        "title": _("Guide for editors"),
        "guide": read(language),
        "guide_language": language,
    }
    return TemplateResponse(request, "knowledgecity/guide.html", context)


def read(language):
    """Return the guide as HTML: headings, paragraphs, lists and pictures."""
    source = (settings.BASE_DIR / "docs" / FILES[language]).read_text(encoding="utf-8")
    # The page has a title of its own.
    html = markdown.markdown(source.partition("\n")[2], output_format="html")
    html = PICTURE.sub(lambda match: f'src="{static(f"guide/{match[1]}")}"', html)
    # Ours, from the same folder as this code.
    return mark_safe(html)  # noqa: S308

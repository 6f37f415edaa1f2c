"""The public stylesheet for texts that stand on a page of the admin, so that they look as readers see them.

Made of the public files themselves: what changes there changes here. Every rule is put inside
``.prose``, and what the admin says about elements is taken back there.
"""

import re

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

FILES = ("css/tokens.css", "css/base.css", "css/prose.css", "desk/text.css")
# ``:not()`` is as specific as what it holds: no rule of the admin or the editor names two ids.
SCOPE = ".prose:not(#none#none)"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)
FONT_FILE = re.compile(r'url\("\.\./(fonts/[^"]+)"\)')
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}\s*\}", re.DOTALL)
ROOT_SIZE = re.compile(r"html \{ font-size: ([\d.]+)%; \}")
REM = re.compile(r"(@media[^{]*)|(-?[\d.]+)rem\b")


def texts_css():
    """Return the stylesheet. Sizes in ``rem`` count from the size that the root has on the site."""
    source = "\n".join((settings.BASE_DIR / "static" / name).read_text() for name in FILES)
    source = COMMENT.sub("", source)
    fonts = "\n".join(FONT_FACE.findall(source))
    fonts = FONT_FILE.sub(lambda match: f'url("{static(match[1])}")', fonts)
    dark = "".join(DARK.findall(source))
    rules = DARK.sub("", FONT_FACE.sub("", source))
    rules = REM.sub(lambda match: match[1] or f"calc({match[2]} * var(--rem))", rules)
    rules = ROOT_SIZE.sub(_text_size, rules)
    # Only a keyword starts anew: browsers draw code smaller unless a parent has a size in pixels.
    rules = rules.replace("color-scheme: light dark;", "").replace("font: 100%/", "font: medium/")
    rules = re.sub(r"(?<![\w.-])(?::root|html|body)(?= \{)|\.prose\b", "&", rules)
    return f"""{fonts}
{SCOPE} {{
--rem: 1rem;
& :where(.text, .text *) {{ all: revert-layer; }}
{rules}
html[data-theme="dark"] & {{ {dark} }}
@media (prefers-color-scheme: dark) {{ html:not([data-theme="light"]) & {{ {dark} }} }}
}}
"""


def _text_size(match):
    """Return what the size of the root element, in percent, means for a text."""
    return f"& {{ --rem: {float(match[1]) / 100}rem; }} .text {{ font-size: {match[1]}%; }}"


@conditional_page
@cache_control(no_cache=True)
def view(request):
    """Return the stylesheet; it holds nothing that is not public."""
    return HttpResponse(texts_css(), content_type="text/css; charset=utf-8")

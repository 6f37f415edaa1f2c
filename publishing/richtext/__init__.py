"""Editors' text: how it is kept, how it is edited, how it reaches a page.

Stored text is sanitised HTML that names a picture as ``<figure data-image="UID">`` and a page of this
site as ``href="ref:UID"``; ``render`` turns both into what a browser understands.
"""

from publishing.richtext.field import RichTextField
from publishing.richtext.render import render, render_many
from publishing.richtext.sanitise import sanitise

__all__ = ["RichTextField", "render", "render_many", "sanitise"]

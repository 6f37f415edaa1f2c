"""What an editor's text may contain, the editor, how the text is shown.

Stored text is sanitised HTML that names a picture as ``<figure data-image="UID">`` and a page of
this site as ``href="ref:UID"``; ``richtext.render`` turns both into what a browser understands.
"""

"""Static files as they are published."""

import re

from django.core.management import call_command


def test_the_stylesheet_is_published_in_one_piece(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "knowledgecity.storage.PublishedFilesStorage"},
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    (joined,) = (
        path for path in tmp_path.glob("css/site.*.css") if "@import" not in path.read_text()
    )
    css = joined.read_text()
    for part in ("--paper:", ".masthead", ".card-cover", ".prose", "@media print"):
        assert part in css
    fonts = re.findall(r'url\("([^"]+\.woff2)"\)', css)
    assert len(fonts) == 5
    for font in fonts:
        assert (joined.parent / font).resolve().exists()

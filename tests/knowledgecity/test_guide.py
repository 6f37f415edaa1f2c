"""The guide for editors opens from every page of the admin, in the language of the person."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from knowledgecity.guide import FILES, read
from tests import factories

pytestmark = pytest.mark.django_db
DOCS = settings.BASE_DIR / "docs"


def reader(language, group="Writers"):
    client = Client()
    client.force_login(factories.user(group, interface_language=language))
    return client


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Write a post."), ("bg", "Нова публикация.")]
)
def test_it_opens_from_the_admin(language, words):
    client = reader(language)
    assert 'href="/admin/guide/"' in client.get("/admin/").content.decode()

    page = client.get("/admin/guide/").content.decode()

    assert words in page
    assert f'lang="{language}"' in page


def test_strangers_sign_in_first():
    assert Client().get("/admin/guide/").status_code == 302


@pytest.mark.parametrize("language", FILES)
def test_its_pictures_are_there(language):
    for address in re.findall(r'<img[^>]*src="([^"]+)"', read(language)):
        assert finders.find(address.removeprefix("/static/")), address


def test_both_languages_say_the_same_things():
    """Each has the same headings, paragraphs and pictures, in the same order."""

    def shape(name):
        source = (DOCS / name).read_text(encoding="utf-8")
        parts = re.split(r"\n\s*\n", source.strip())
        return [
            "#" * part.count("#", 0, 3) or ("!" if part.startswith("!") else "p") for part in parts
        ]

    assert shape(FILES["bg"]) == shape(FILES["en"])


def test_no_other_file_can_be_asked_for():
    assert reader("en").get("/admin/guide/", {"language": "../README"}).status_code == 200
    assert set(FILES.values()) <= {path.name for path in Path(DOCS).glob("editing*.md")}

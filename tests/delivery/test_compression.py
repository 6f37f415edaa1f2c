"""Which responses are compressed, and what must stay right with it."""

import gzip

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from library.uploads import store
from tests import factories
from tests.library.test_uploads import picture

pytestmark = pytest.mark.django_db
GZIP = {"accept-encoding": "gzip, br"}


@pytest.fixture
def post():
    return factories.post(slug="one", body=f"<p>{'Words. ' * 200}</p>")


@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/en/blog/one/",
        "/en/feed.rss",
        "/en/feed.json",
        "/sitemap.xml",
        "/en/none/",
        "/admin/",
    ],
)
def test_texts_are_compressed_for_whoever_takes_it(client, post, path):
    plain, packed = client.get(path, follow=True), client.get(path, headers=GZIP, follow=True)
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content)
    assert "Accept-Encoding" in packed["Vary"]
    if not path.startswith("/admin/"):
        assert gzip.decompress(packed.content) == plain.content
        assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.parametrize("path", ["/en/", "/en/blog/one/", "/en/feed.atom", "/en/feed.json"])
def test_validators_are_the_same_with_and_without(client, post, path):
    factories.settle()
    plain, packed = client.get(path), client.get(path, headers=GZIP)
    assert plain["ETag"] == packed["ETag"]
    assert plain["ETag"].startswith('W/"')
    for first in (plain, packed):
        for headers in ({}, GZIP):
            tag = {"if-none-match": first["ETag"]}
            date = {"if-modified-since": first["Last-Modified"]}
            for validators in (tag, date, tag | date):
                again = client.get(path, headers={**headers, **validators})
                assert (again.status_code, again.content) == (304, b"")
                assert again["ETag"] == first["ETag"]
                assert "Accept-Encoding" in again["Vary"]


def test_files_and_their_parts_are_sent_as_they_are(client):
    image = store(SimpleUploadedFile("a.jpg", picture()))
    for headers in (GZIP, {**GZIP, "range": "bytes=0-1"}):
        answer = client.get(image.file.url, headers=headers)
        answer.close()
        assert answer.status_code == (206 if "range" in headers else 200)
        assert "Content-Encoding" not in answer


def test_a_drawing_is_compressed_by_its_format_only(client, post):
    answer = client.get(post.share_image().address.removeprefix(settings.SITE_URL), headers=GZIP)
    assert answer["Content-Type"] == "image/png"
    assert "Content-Encoding" not in answer

"""Serving pictures."""

import pytest

from library.uploads import store
from tests.library.test_uploads import picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    return store(upload(picture())).file.url


def test_a_picture_is_served_for_ever_and_as_what_it_is(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not answer.cookies
    answer.close()
    again = client.get(url, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [
        ("bytes=0-9", 206, 10),
        ("bytes=-5", 206, 5),
        ("bytes=10-", 206, None),
        ("bytes=99999999-", 416, 0),
        ("lines=1-2", 200, None),
        (f"bytes={'9' * 4301}-", 200, None),
        (f"bytes=0-{'9' * 4301}", 200, None),
    ],
)
def test_ranges(client, url, asked, status, length):
    answer = client.get(url)
    whole = answer.getvalue()
    answer.close()
    answer = client.get(url, headers={"range": asked})
    assert answer.status_code == status
    answer.close()
    if status == 206:
        assert len(answer.content) == (length or len(whole) - 10)
        assert answer["Content-Range"].endswith(f"/{len(whole)}")


@pytest.mark.parametrize(
    "path", ["../secret_key", "images/ab/x.jpg", "images/", "images/ab/" + "0" * 64 + ".svg", "x"]
)
def test_nothing_else_is_served(client, path):
    assert client.get(f"/media/{path}").status_code == 404

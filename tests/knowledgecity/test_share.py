"""The share image of a page."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import override_settings
from PIL import Image

from publishing.webpage import share_image, sharing
from publishing.webpage.sharing import ShareImage
from tests import factories
from tests.reading import read

pytestmark = pytest.mark.django_db


def named(client, path):
    """Return the path of the share image of a page."""
    (url,) = read(client.get(path)).xpath("//meta[@property='og:image']/@content")
    return url.removeprefix("http://localhost:8000")


@pytest.fixture
def paths():
    post, page = factories.post(slug="one"), factories.page(slug="about")
    project, partner = factories.project(slug="investech"), factories.organisation(slug="tues")
    news = factories.post(kind="news", language="bg", slug="dve", title="„Дълго“ № 5 – Košice")
    return [
        *("/en/", "/bg/", "/en/blog/", "/bg/proekti/"),
        *(thing.get_absolute_url() for thing in (post, page, news)),
        *project.paths().values(),
        *partner.paths().values(),
    ]


def test_every_kind_of_page_names_a_picture_of_the_right_size(client, paths):
    for path in paths:
        answer = client.get(named(client, path))
        assert answer["Content-Type"] == "image/png"
        assert "immutable" in answer["Cache-Control"], path
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert Image.open(BytesIO(answer.content)).size == (1200, 630), path


def test_a_new_title_is_a_new_address_and_the_old_one_shows_the_new_picture(client):
    post = factories.post(slug="one", title="Before")
    old = named(client, "/en/blog/one/")
    was = client.get(old).content
    post.title = "After"
    post.save()
    new = named(client, "/en/blog/one/")
    assert new != old
    assert client.get(old).content == client.get(new).content != was
    assert "immutable" not in client.get(old)["Cache-Control"]


def test_it_answers_304(client):
    factories.post(slug="one")
    url = named(client, "/en/blog/one/")
    etag = client.get(url)["ETag"]
    answer = client.get(url, headers={"if-none-match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_it_is_drawn_once_whatever_is_asked_after_the_question_mark(client, monkeypatch):
    titles, draw = [], share_image.draw
    monkeypatch.setattr(
        share_image, "draw", lambda image, site: titles.append(image.title) or draw(image, site)
    )
    post = factories.post(slug="one", title="Before")
    url = named(client, "/en/blog/one/")
    path = url.partition("?")[0]
    asked = [url, path, *(f"{path}?{number}" for number in range(5))]
    assert len({client.get(address).content for address in asked}) == 1
    assert titles == ["Before"]
    post.title = "After"
    post.save()
    assert client.get(url).content == client.get(path).content
    assert titles == ["Before", "After"]
    folder = Path(settings.MEDIA_ROOT) / "share" / post.uid.hex[:2] / str(post.uid)
    assert len(list(folder.iterdir())) == 1


def test_the_name_of_the_site_is_drawn_anew(client):
    cluster = factories.organisation(is_cluster=True)
    was = client.get(named(client, "/en/")).content
    cluster.texts.update(name="Renamed City")
    assert client.get(named(client, "/en/")).content != was


@pytest.mark.parametrize("stage", factories.HIDDEN)
def test_what_is_hidden_has_none(client, stage):
    texts = [
        factories.post(stage),
        factories.page(stage),
        factories.project(stage).texts.first(),
        factories.organisation(stage).texts.first(),
    ]
    for text in texts:
        assert client.get(f"/share/{text.uid}.png").status_code == 404
    assert client.get(f"/share/{uuid4()}.png").status_code == 404
    assert client.get("/share/nothing.png").status_code == 404


@pytest.mark.parametrize(
    "title", ["", "x" * 300, "Дълга дума " * 30, "Associação ™ № „…“ ſ 漢字 \u200f", "a\nb\tc"]
)
@pytest.mark.parametrize("language", ["en", "bg"])
def test_any_title_is_drawn(title, language):
    content = share_image.draw(ShareImage(uid=uuid4(), language=language, title=title), "Site")
    assert Image.open(BytesIO(content)).size == (1200, 630)
    assert len(content) < 100_000


def test_a_badge_of_another_room_is_drawn(monkeypatch):
    monkeypatch.setattr(share_image, "_badges", {})
    share_image.register_badge("flag", lambda words: Image.new("RGBA", (90, 60), "#0033a0"))
    shared = ShareImage(uid=uuid4(), language="en", title="Title")
    plain = share_image.draw(shared, "Site")
    with_badge = replace(shared, badge="flag")
    assert with_badge.digest != shared.digest
    assert share_image.draw(with_badge, "Site") != plain


@override_settings(SITE_URL="https://knowledge.example")
def test_the_address_is_whole():
    site = sharing.of_site("en")
    assert site.address == f"https://knowledge.example/share/{site.uid}.png?{site.digest}"

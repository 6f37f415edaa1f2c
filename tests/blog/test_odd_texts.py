"""What real texts contain comes through form, page and feed as typed."""

import html
import json

import pytest

from blog.models import Post
from tests import factories
from tests.admin import errors, filled
from tests.reading import read, text

pytestmark = pytest.mark.django_db

NESTED = "„Проектът „Европейски технологии за устойчиво развитие“ не продава“"
LONG = "Дълго " * 33 + "№"
PORTUGUESE = "Associação de Empresas para uma Rede de Inovação em Aveiro"
TITLES = [
    NESTED,
    LONG,
    f"{PORTUGUESE} & съдружие – ние’сме",
    "SmartCity™ № 5: 100 % <зелен>?",
    "„Кавички“ „в „три“ нива“",
]
BODY = (
    f"<p>{NESTED} – ™, № 7, “English”, ‘one’, 5 &lt; 6 &amp; 7.</p>"
    '<ol start="3"><li>трето;</li><li>четвърто.</li></ol>'
    f'<p lang="pt">{PORTUGUESE}</p>'
)


def save(client, post, **values):
    url = f"/admin/blog/post/{post.pk}/change/"
    answer = client.post(url, {**filled(client.get(url)), **values})
    assert answer.status_code == 302, errors(answer)
    return Post.objects.get(pk=post.pk)


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors"))
    return client


@pytest.mark.parametrize("title", TITLES)
def test_a_title_and_its_text_come_through_every_door(editor, client, title):
    post = factories.post(language="bg", slug="stranno")
    post = save(editor, post, title=title, lead=f"{NESTED}:", body=BODY)
    assert (post.title, post.lead, post.body) == (title.strip(), f"{NESTED}:", BODY)

    page = client.get("/bg/blog/stranno/")
    assert " ".join(title.split()) in text(page)
    assert NESTED in text(page)
    assert read(page).xpath("//main//ol/@start") == ["3"]
    assert read(page).xpath("//main//*[@lang='pt']/text()") == [PORTUGUESE]

    (item,) = json.loads(client.get("/bg/blog/feed.json").content)["items"]
    assert item["title"] == post.title
    assert item["summary"] == post.lead
    assert NESTED in html.unescape(item["content_html"])
    assert '<ol start="3">' in item["content_html"]
    assert NESTED in html.unescape(client.get("/bg/blog/feed.rss").text)
    assert NESTED in html.unescape(client.get("/bg/blog/feed.atom").text)


def test_a_title_of_letters_beyond_the_alphabet_gets_an_address(editor):
    post = factories.post("draft", language="bg", slug="")
    assert save(editor, post, title="№ 7™ – São João", slug="").slug == "no-7-sao-joao"

"""The address of a video, in a paragraph of its own, becomes a card."""

import pytest

from richtext.render import render
from richtext.sanitise import sanitise
from tests import factories

pytestmark = pytest.mark.django_db
ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"https://www.youtube.com/watch?v={ID}&amp;t=30s",
        f"https://youtu.be/{ID}?si=abc",
        f"https://m.youtube.com/shorts/{ID}",
        f"https://www.youtube.com/embed/{ID}",
    ],
)
def test_addresses_of_youtube(address):
    for html in (f"<p>{address}</p>", f'<p><a href="{address}">{address}</a></p>'):
        card = render(sanitise(html), "en")
        assert f'href="https://www.youtube.com/watch?v={ID}"' in card
        assert f'data-player="https://www.youtube-nocookie.com/embed/{ID}?autoplay=1"' in card
        assert "Video on YouTube" in card


def test_vimeo_and_the_words_of_a_link():
    card = render(
        sanitise('<p><a href="https://vimeo.com/123456789">The final event</a></p>'), "bg"
    )
    assert 'data-player="https://player.vimeo.com/video/123456789?autoplay=1&amp;dnt=1"' in card
    assert ">The final event<" in card
    assert "Нищо не се зарежда от Vimeo" in card


@pytest.mark.parametrize(
    "html",
    [
        f'<p>See <a href="https://youtu.be/{ID}">this</a></p>',
        '<p><a href="https://www.youtube.com/@channel">channel</a></p>',
        f'<p><a href="https://youtube.com.evil.example/watch?v={ID}">x</a></p>',
        f'<p><a href="https://evil.example/?https://youtu.be/{ID}">x</a></p>',
        '<p><a href="https://youtu.be/short">x</a></p>',
        f"<p>http://youtu.be/{ID}</p>",
        f"<p>https://youtu.be/{ID} and more</p>",
        f'<p><a href="https://youtu.be/{ID}">x</a><br>more</p>',
        f'<p><a href="https://youtu.be/{ID}">x</a> more</p>',
        f'<p>More <a href="https://youtu.be/{ID}">x</a></p>',
        f'<p><a href="https://youtu.be/{ID}"><strong>x</strong></a></p>',
        f'<p lang="bg"><a href="https://youtu.be/{ID}">x</a></p>',
    ],
)
def test_other_links_stay_links(html):
    assert "data-player" not in render(sanitise(html), "en")


def test_a_feed_and_the_page_of_a_post(client):
    body = f'<p>Watch it:</p><p><a href="https://youtu.be/{ID}">A &lt;talk&gt;</a></p>'
    post = factories.post(slug="talk", body=body)
    page = client.get(post.get_absolute_url())
    assert "data-player" in page.text
    assert "A &lt;talk&gt;" in page.text
    assert "js/video.js" in page.text
    assert "iframe" not in page.text
    assert "https://www.youtube-nocookie.com" in page["Content-Security-Policy"]
    feed = client.get("/en/feed.json").json()["items"][0]["content_html"]
    assert f'<a href="https://youtu.be/{ID}">' in feed
    assert "data-player" not in feed
    other = factories.post(slug="other", body="<p>Text</p>")
    assert "video.js" not in client.get(other.get_absolute_url()).text

"""Reading a page like a visitor's browser."""

import pytest
from lxml import etree, html


class Unknown(str):
    """What a template shows for a variable that it was not given: a failure."""

    __slots__ = ()

    def __contains__(self, part):
        return part == "%s"

    def __mod__(self, name):
        pytest.fail(f"unknown variable in a template: {name}")


def read(response):
    """Return the parsed page."""
    return html.fromstring(response.content)


def text(response):
    """Return the words of the page's main part, in one line."""
    return " ".join(read(response).xpath("//main")[0].text_content().split())


def links(response, within="//body"):
    """Return ``{address: words}`` of the links within the elements of an XPath."""
    return {
        link.get("href"): " ".join(link.text_content().split())
        for link in read(response).xpath(f"{within}//a")
    }


def head_links(response, **attributes):
    """Return the ``<link>`` elements of the head with these attributes, as dicts."""
    found = [dict(link.attrib) for link in read(response).xpath("//head/link")]
    return [link for link in found if attributes.items() <= link.items()]


def sitemap_parts(client):
    """Return the response of every part in the sitemap index."""
    index = etree.fromstring(client.get("/sitemap.xml").content)
    parts = [
        client.get(place.text.removeprefix("http://localhost:8000"))
        for place in index.iter("{*}loc")
    ]
    assert [part.status_code for part in parts] == [200] * len(parts)
    return parts

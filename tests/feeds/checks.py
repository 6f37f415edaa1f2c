"""Independent checks of feeds: each returns what is wrong as a list of sentences.

They know nothing about the code that writes feeds; ``docs/feeds.md`` names the sources of the rules.
"""

import json
import re
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from warnings import catch_warnings, simplefilter

import feedparser
import jsonschema
from lxml import etree, html

DATA = Path(__file__).parents[1] / "data"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MEDIA = "{http://search.yahoo.com/mrss/}"
# RFC 822 as restricted by the profile: a year of four digits, a numeric zone or GMT.
DATE = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d{2}:\d{2}:\d{2} (?:GMT|UT|[+-]\d{4})"
)
ADDRESSES = {"href": "link", "src": "picture"}


def problems(form, content):
    """Check a feed of any format: its own rules, and that feedparser reads it without complaint."""
    return {"rss": rss, "atom": atom, "json": json_feed}[form](content)


@cache
def _grammar():
    return etree.RelaxNG(etree.parse(DATA / "atom.rng"))


@cache
def _schema():
    schema = json.loads((DATA / "jsonfeed-1.1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def atom(content):
    """Check Atom by the grammar of RFC 4287, and by the rules that the grammar cannot express."""
    root = etree.fromstring(content)
    grammar = _grammar()
    if not grammar.validate(root):
        return [str(error) for error in grammar.error_log]
    found = [*_parsed(content)]
    entries = root.findall(f"{ATOM}entry")
    if root.find(f"{ATOM}author") is None and not all(
        entry.find(f"{ATOM}author") is not None for entry in entries
    ):
        found.append("4.1.1: no author")
    found += _once("4.1.1: id twice", [entry.findtext(f"{ATOM}id") for entry in entries])
    for holder in (root, *entries):
        links = [link for link in holder.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        kinds = [(link.get("type"), link.get("hreflang")) for link in links]
        found += _once("4.1.1: two alternates of one type and language", kinds)
        found += [
            f"relative: {link.get('href')}"
            for link in holder.findall(f"{ATOM}link")
            if not _is_absolute(link.get("href"))
        ]
    if len([link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]) != 1:
        found.append("4.1.1: no link to itself")
    for entry in entries:
        found += _html(entry.findtext(f"{ATOM}content"))
        names = [child.tag for child in entry]
        if names.index(f"{ATOM}summary") > names.index(f"{ATOM}content"):
            found.append("summary after content")
    return found


def json_feed(content):
    """Check a JSON Feed by the schema of version 1.1."""
    feed = json.loads(content)
    found = [f"{error.json_path}: {error.message}" for error in _schema().iter_errors(feed)]
    if found:
        return found
    found += _once("id twice", [item["id"] for item in feed["items"]])
    for item in feed["items"]:
        found += _html(item["content_html"])
    return found


def rss(content):
    """Check RSS 2.0 by the rules of its specification and of the RSS Advisory Board's profile."""
    root = etree.fromstring(content)
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return ["no RSS 2.0"]
    found = [*_parsed(content)]
    found += [
        f"channel without {name}"
        for name in ("title", "link", "description")
        if not channel.findtext(name)
    ]
    found += _only_once(channel, ("title", "link", "description", "language", "lastBuildDate"))
    if channel.find("textInput") is not None:
        found.append("profile: textInput")
    itself = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(itself) != 1 or not _is_absolute(itself[0].get("href")):
        found.append("profile: no link to itself")
    if not _is_absolute(channel.findtext("link")):
        found.append("relative link of the channel")
    for date in (*channel.findall("lastBuildDate"), *channel.findall("item/pubDate")):
        found += _date(date.text)
    items = channel.findall("item")
    found += _once("profile: guid twice", [item.findtext("guid") for item in items])
    for item in items:
        found += _rss_item(item)
    raw = content.decode()
    for name in ("title", "category", "dc:creator"):
        for text in re.findall(rf"<{name}>(.*?)</{name}>", raw, re.DOTALL):
            if re.search(r"&(?:amp|lt|gt);|<", text):
                found.append(f"profile: {name} not escaped by hexadecimal references")
    return found


def _rss_item(item):
    once = ("title", "link", "description", "guid", "pubDate", "enclosure", "author", CONTENT)
    found = _only_once(item, once)
    if not (item.findtext("title") or item.findtext("description")):
        found.append("item without title and description")
    guid = item.find("guid")
    if guid is None:
        return [*found, "profile: no guid"]
    if guid.get("isPermaLink") != "false" and not _is_absolute(guid.text):
        found.append("guid is called an address and is none")
    if not _is_absolute(item.findtext("link")):
        found.append("relative link of an item")
    if item.find("author") is not None and "@" not in item.findtext("author"):
        found.append("profile: author without address of mail")
    return found + _rss_text(item) + _rss_media(item)


def _rss_text(item):
    names = [child.tag for child in item]
    if CONTENT not in names:
        return []
    found = _html(item.findtext(CONTENT))
    if "description" not in names or names.index("description") > names.index(CONTENT):
        found.append("profile: description does not stand before content:encoded")
    return found


def _rss_media(item):
    found = []
    for enclosure in item.findall("enclosure"):
        if not _is_absolute(enclosure.get("url")):
            found.append("relative enclosure")
        if not (enclosure.get("length") or "").isdigit() or "/" not in enclosure.get("type", ""):
            found.append("enclosure without length or type")
    found += [
        "media:content without address or size"
        for media in item.findall(f"{MEDIA}content")
        if not (_is_absolute(media.get("url")) and media.get("width") and media.get("height"))
    ]
    return found


def _parsed(content):
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)
        feed = feedparser.parse(content)
    return [f"feedparser: {feed.bozo_exception}"] if feed.bozo else []


def _once(sentence, values):
    return [f"{sentence}: {value}" for value in set(values) if values.count(value) > 1]


def _only_once(element, names):
    return [f"{name} more than once" for name in names if len(element.findall(name)) > 1]


def _date(text):
    if not DATE.fullmatch(text or ""):
        return [f"profile: date {text}"]
    instant = parsedate_to_datetime(text)
    return [] if instant.strftime("%a") == text[:3] else [f"wrong day of the week: {text}"]


def _is_absolute(url):
    parts = urlsplit(url or "")
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _html(text):
    """Find addresses in HTML that work only within its own page."""
    found = []
    for element in html.fragment_fromstring(text or "", create_parent="div").iter():
        for name, value in element.attrib.items():
            if name == "srcset":
                candidates = [candidate.split()[0] for candidate in value.split(",")]
            else:
                candidates = [value] if name in ADDRESSES else []
            found += [
                f"relative {name}: {candidate}"
                for candidate in candidates
                if not (_is_absolute(candidate) or candidate.startswith(("mailto:", "tel:")))
            ]
    return found

"""What somebody typed on, in words that they recognise."""

import re

# The first that is found, because browsers name each other.
BROWSERS = [
    (r"Edg(e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrom(e|ium)/|CriOS/", "Chrome"),
    (r"Safari/", "Safari"),
]
SYSTEMS = [
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "Mac"),
    (r"CrOS", "ChromeOS"),
    (r"Linux", "Linux"),
]


def device_of(request):
    """Return browser and system of a request, ``"Firefox, Windows"``; empty if neither is known."""
    agent = request.META.get("HTTP_USER_AGENT", "")[:500]
    found = (_first(agent, BROWSERS), _first(agent, SYSTEMS))
    return ", ".join(filter(None, found))


def _first(agent, names):
    return next((name for pattern, name in names if re.search(pattern, agent)), "")

"""The servers that ``bench/serving.py`` compares: each gives its command and environment for a port."""

import gzip
import os
import re
import shutil
from pathlib import Path

import site_of_bench
from processes import HOST, free_port, run_site

ARTICLE = "/en/blog/presentation-of-one-bg-project-partner/"
PAGES = {"home": "/en/", "list": "/en/blog/", "article": ARTICLE, "feed": "/en/feed.rss"}
MINIMAL = site_of_bench.ROOT / "bench" / "minimal" / "templates"
WRK = shutil.which("wrk")
# Debian keeps it where only root looks.
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

# What the minimal project's own templates print of each page; the rest of the page stands as it is.
_newest = (r'(?<=<ul class="plain">).*?(?=</ul>\n</aside>)', "newest.html")
ROWS = {
    "list": [(r'<article class="card">.*</article>', "cards.html"), _newest],
    "article": [
        (r"<h1>.*?</time>", "heading.html"),
        (r'(?<=<div class="text">).*?(?=</div>\s*<footer class="about">)', "body.html"),
        (r'(?<=<h2>Topics</h2>\n  <ul class="tags">).*?(?=</ul>)', "topics.html"),
        _newest,
    ],
    "feed": [(r"<item>.*</item>", "items.html")],
}

# Two workers, like the site; a file in the size in which our server sends it.
CONFIGURATION = """
daemon off;
worker_processes 2;
pid {folder}/pid;
error_log stderr error;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    types {{
        "text/html; charset=utf-8" html;
        "application/rss+xml; charset=utf-8" rss;
    }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""
FILES = """server {{
        listen {host}:{port};
        root {folder}/pages;
        gzip_static on;
        gzip_vary on;
    }}"""


def ours(port, **more):
    """Return our server, as ``make run`` starts it, with the page store on.

    It knows of a proxy, so it says how long that may keep a page.
    """
    env = {name: value for name, value in os.environ.items() if name != "PAGE_STORE_MB"}
    return run_site.server(HOST, str(port)), env | {"TRUSTED_PROXIES": "1"} | more


def rendered(port):
    """Return our server without its page store: Django makes every page anew."""
    return ours(port, PAGE_STORE_MB="0")


def minimal(port, folder, snapshot):
    """Return the minimal project of ``bench/minimal``, with templates made of our own pages."""
    templates = folder / "minimal"
    templates.mkdir(exist_ok=True)
    for name, rows in ROWS.items():
        (templates / f"{name}.html").write_text(_template(snapshot[name].decode(), rows))
    more = {
        "BENCH_TEMPLATES": str(templates),
        "DJANGO_SETTINGS_MODULE": "bench.minimal.settings",
    }
    return run_site.server(HOST, str(port), "bench.minimal.site:application"), os.environ | more


def _template(page, rows):
    """Return a page as a template that prints its rows from the database."""
    for pattern, file in rows:
        row = "{% endverbatim %}" + (MINIMAL / file).read_text().rstrip("\n") + "{% verbatim %}"
        page, found = re.subn(pattern, lambda _match, row=row: row, page, count=1, flags=re.DOTALL)
        assert found == 1, (file, "finds no place in the page")
    return "{% verbatim %}" + page + "{% endverbatim %}"


def nginx(port, folder, snapshot):
    """Return nginx with the pages as files, compressed beforehand."""
    home = _home(folder, port)
    for name, path in PAGES.items():
        file = home / "pages" / (path + "index.html" if path.endswith("/") else path)[1:]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(snapshot[name])
        Path(f"{file}.gz").write_bytes(gzip.compress(snapshot[name], 6))
    return _configured(home, FILES.format(host=HOST, port=port, folder=home))


def proxied(port, folder, upstream):
    """Return nginx as we ship it, in front of our server on the port ``upstream``, without TLS."""
    from tests.deploy import proxy

    command = proxy.command(
        _home(folder, port),
        upstream=upstream,
        https=port,
        http=free_port(),
        static=f"{os.environ['BENCH_STATIC_ROOT']}/",
        media=os.environ["MEDIA_ROOT"],
    )
    return command, dict(os.environ)


def _home(folder, port):
    """Return a folder for nginx in that of the site; its workers may enter both: root's are ``nobody``."""
    folder.chmod(0o711)
    home = folder / f"nginx-{port}"
    home.mkdir()
    return home


def _configured(home, servers):
    file = home / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=home, servers=servers))
    return [NGINX, "-e", "stderr", "-p", str(home), "-c", str(file)], dict(os.environ)

"""nginx with the file that we ship, on free ports of this machine."""

import os
import re
import shutil
import socket
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx.conf"
# Debian keeps it where only root looks.
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
# What Debian's own file has around ours.
AROUND = """
daemon off;
{user}
worker_processes 2;
pid {folder}/pid;
error_log stderr error;
events {{ worker_connections 768; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    gzip on;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {shipped}
}}
"""


def free_port():
    """Return a port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def shipped(changes):
    """Return the shipped file with each of the ``changes``, ``{pattern: replacement}``.

    Every pattern must occur, or the file has changed and this no longer tries what we ship.
    """
    text = SHIPPED.read_text()
    for pattern, replacement in changes.items():
        text, found = re.subn(pattern, replacement, text)
        assert found, f"deploy/nginx.conf has no {pattern}"
    return text


def command(folder, upstream, https, http, static="/nowhere/", media="/nowhere", certificate=None):
    """Write the configuration into ``folder``; return the command that starts nginx.

    ``https`` and ``http`` are the ports for the two servers of the file. Without a ``certificate``, a
    file with its key, both speak plain http.
    """
    changes = {
        r"listen \[::\]:.*;": "",
        r"listen 80;": f"listen 127.0.0.1:{http};",
        r"listen 443 ssl http2;": f"listen 127.0.0.1:{https}{' ssl http2' if certificate else ''};",
        r"server 127\.0\.0\.1:8000;": f"server 127.0.0.1:{upstream};",
        r"server_name example\.org www\.example\.org;": "server_name localhost;",
        r"ssl_certificate(_key)? .*;": rf"ssl_certificate\1 {certificate};" if certificate else "",
        r"/var/lib/nginx/knowledgecity": f"{folder}/cache",
        r"/srv/knowledgecity/var/static/": str(static),
        r"/srv/knowledgecity/var/media": str(media),
    }
    # Started by root, nginx would change to a user who may not enter a temporary folder.
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(AROUND.format(folder=folder, user=user, shipped=shipped(changes)))
    return [NGINX, "-e", "stderr", "-p", str(folder), "-c", str(file)]

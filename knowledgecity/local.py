"""The values of a site on one's own machine, which ``make run`` and ``manage.py`` share.

Only the standard library, and no newer syntax than an old Python 3 can read: bin/environment.py imports
this before anything is installed. Why only these two use them: docs/decisions/0017-manage-py.md.
"""

from pathlib import Path

KEY = Path(__file__).resolve().parent.parent / "var" / "secret_key"


def values(port):
    """Return the public variables of a site on this machine; ``KEY`` is the file of the secret one."""
    return {
        "DJANGO_ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "SITE_URL": "http://localhost:" + port,
        "DEFAULT_FROM_EMAIL": "desk@localhost",
    }

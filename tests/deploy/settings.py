"""The site's own settings, for a real server with a folder of its own for static files."""

import os

from knowledgecity.settings import *  # noqa: F403

STATIC_ROOT = os.environ["STATIC_ROOT"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""The site's own settings, with the static files of the benchmarks in a folder of their own."""

import os

from knowledgecity.settings import *  # noqa: F403

STATIC_ROOT = os.environ["BENCH_STATIC_ROOT"]

"""The site as ``make run`` fills it, loaded once for all tests in this folder."""

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings


@dataclass
class Demo:
    """What loading leaves behind besides the rows."""

    media: Path
    told: str
    statements: list


@pytest.fixture(scope="package")
def demo(kept_rows, tmp_path_factory):
    """Load the demo content and its accounts into the empty site."""
    media, told, statements = tmp_path_factory.mktemp("media"), StringIO(), []

    def note(execute, sql, *context):
        statements.append(sql)
        return execute(sql, *context)

    def load():
        with connection.execute_wrapper(note):
            call_command("load_demo", "--if-empty", "--accounts", stdout=told)
        return Demo(media, told.getvalue(), statements)

    with override_settings(MEDIA_ROOT=media), kept_rows(load) as loaded:
        yield loaded


@pytest.fixture(autouse=True)
def _own_media(settings, demo):
    """Give every test the pictures that were loaded."""
    settings.MEDIA_ROOT = demo.media

"""``manage.py set_up``, which ``make run`` calls at every start."""

import os

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from blog.models import Post
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(settings, tmp_path):
    """Return a folder of static files, the only one that is published."""
    folder = tmp_path / "source"
    folder.mkdir()
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    (folder / "a.css").write_text("a {}")
    factories.post()  # the demo is for an empty site
    return folder


@pytest.fixture
def collected(monkeypatch):
    """Return a list that grows whenever static files are collected."""
    from django.contrib.staticfiles.management.commands.collectstatic import Command

    calls, collect = [], Command.collect

    def counted(command):
        calls.append("once")
        return collect(command)

    monkeypatch.setattr(Command, "collect", counted)
    return calls


def test_static_files_are_collected_when_one_of_them_changed(source, collected, settings):
    call_command("set_up")
    call_command("set_up")
    assert collected == ["once"]
    (source / "a.css").write_text("b {}")
    os.utime(source / "a.css", (1, 1))
    (source / "b.css").write_text("c {}")
    call_command("set_up")
    assert collected == ["once"] * 2
    assert (settings.STATIC_ROOT / "b.css").read_text() == "c {}"
    # The record of what was collected is not served.
    assert {file.name for file in settings.STATIC_ROOT.iterdir()} == {"a.css", "b.css"}


def test_static_files_are_collected_when_they_are_gone_or_published_in_another_way(
    source, collected, settings
):
    call_command("set_up")
    (settings.STATIC_ROOT / "a.css").unlink()
    settings.STATIC_ROOT.rmdir()
    call_command("set_up")
    assert len(collected) == 2
    backend = {"BACKEND": "knowledgecity.storage.PublishedFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}
    call_command("set_up")
    assert len(collected) == 3
    assert (settings.STATIC_ROOT / "staticfiles.json").exists()


def test_what_is_there_stays(source, capsys):
    call_command("set_up")
    assert Post.objects.count() == 1
    assert not get_user_model().objects.filter(email__endswith="@example.org").exists()
    assert capsys.readouterr().out == ""


def test_demo_accounts_are_made_where_they_are_wanted(source, capsys):
    call_command("set_up", "--accounts")
    assert get_user_model().objects.filter(email__endswith="@example.org").count() == 3
    assert "Password: " in capsys.readouterr().out

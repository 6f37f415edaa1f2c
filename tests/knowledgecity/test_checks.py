"""What the site reports at start if its own tables do not match."""

import sys
from types import ModuleType

import pytest
from django.contrib.auth.models import Permission
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.urls import include, path

from addresses.models import Address
from knowledgecity import checks, rights
from pages.models import Page
from search.models import Entry


def found():
    """Return the ids of everything that the checks report, with the messages."""
    return {message.id: message.msg for message in run_checks() if message.id != "ckeditor.W001"}


def test_nothing_is_wrong():
    assert found() == {}


def test_a_room_that_nobody_installed_is_an_error(settings):
    settings.INSTALLED_APPS = [name for name in settings.INSTALLED_APPS if name != "demo"]
    assert checks.check_rooms(None)[0].id == "knowledgecity.E004"
    assert "demo" in checks.check_rooms(None)[0].msg


class TestRights:
    @pytest.fixture
    def table(self, monkeypatch):
        """Return a copy of the Editors' table that is in force during the test."""
        copy = dict(rights.CONTENT)
        monkeypatch.setitem(rights.GROUPS, "Editors", copy)
        return copy

    def test_a_misspelt_right_is_an_error(self, table):
        table["blog.post"] = ("view", "publsh")
        assert found() == {
            "knowledgecity.E002": "Editors get the right “publsh” of blog.post, which has no such right."
        }

    @pytest.mark.parametrize("model", ["blog.pots", "blgo.post"])
    def test_a_misspelt_model_is_an_error(self, table, model):
        table[model] = ("view",)
        assert found() == {
            "knowledgecity.E001": f"Editors get rights of {model}, which does not exist."
        }

    @pytest.mark.django_db
    def test_nobody_loses_a_right_by_it(self, table):
        held = Permission.objects.filter(group__name="Editors")
        before = set(held)
        table["blog.post"] = ("view", "publsh")
        with pytest.raises(SystemCheckError, match=r"knowledgecity\.E002"):
            call_command("migrate", verbosity=0, skip_checks=False)
        with pytest.raises(ImproperlyConfigured, match="publsh"):
            call_command("migrate", verbosity=0, skip_checks=True)
        assert before
        assert set(Permission.objects.filter(group__name="Editors")) == before


class TestPaths:
    @pytest.mark.parametrize("model", [Address, Entry])
    def test_the_longest_address_fits_where_it_is_kept(self, monkeypatch, model):
        # Three slugs of 200 characters in a row, with the language before them.
        monkeypatch.setattr(model._meta.get_field("path"), "max_length", 607)
        assert found() == {}
        monkeypatch.setattr(model._meta.get_field("path"), "max_length", 606)
        assert found() == {
            "knowledgecity.E003": "Addresses may have 607 characters, this column takes 606."
        }

    def test_the_longest_page_fits(self, monkeypatch):
        monkeypatch.setattr(Page._meta.get_field("path"), "max_length", 601)
        assert found() == {
            "pages.E001": "Paths of pages may have 602 characters, their column takes 601."
        }


class TestThirdLanguage:
    @pytest.fixture
    def german(self, settings, monkeypatch):
        """Add a language and its addresses, and nothing else that it needs."""
        settings.LANGUAGES = [*settings.LANGUAGES, ("de", "Deutsch")]
        from knowledgecity import urls

        german = include((urls.in_language("de"), "site"), namespace="de")
        more = ModuleType("knowledgecity_in_german")
        more.urlpatterns = [path("de/", german), *urls.urlpatterns]
        monkeypatch.setitem(sys.modules, more.__name__, more)
        settings.ROOT_URLCONF = more.__name__

    def test_what_it_lacks_is_named(self, german):
        messages = found()
        assert messages.keys() == {"languages.E001", "languages.E002", "feeds.E001"}
        assert all("“de”" in sentence for sentence in messages.values())
        assert "news" in messages["languages.E002"]

    @pytest.mark.django_db
    @pytest.mark.parametrize("name", ["feed", "blog/feed", "news/feed"])
    def test_its_feeds_are_shown_without_words_of_their_own(
        self, german, client, settings, tmp_path, name
    ):
        settings.STATIC_ROOT = tmp_path
        manifest = '{"version": "1.1", "paths": {"css/feed.css": "css/feed.1a2b.css"}}'
        (tmp_path / "staticfiles.json").write_text(manifest)
        backend = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}
        for form in ("rss", "atom", "json"):
            answer = client.get(f"/de/{name}.{form}")
            assert answer.status_code == 200
            assert ("/static/css/feed.1a2b.css" in answer.text) == (form != "json")

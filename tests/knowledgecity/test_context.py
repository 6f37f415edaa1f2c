"""The frame of every page."""

import pytest
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject
from django.utils.translation import override

from delivery import version
from knowledgecity.context import frame, frame_of
from tests import factories

pytestmark = pytest.mark.django_db


def request_for():
    """Return a new request, as the middleware passes it on."""
    request = RequestFactory().get("/en/")
    request.site_version = SimpleLazyObject(version.current)
    return request


def test_asks_nothing_until_it_is_used(django_assert_num_queries):
    with django_assert_num_queries(0):
        frame(request_for())


def test_the_cluster_is_named_by_its_own_row_in_the_language():
    with override("en"):
        assert frame_of(request_for()).name == "Sofia – Knowledge City"
    cluster = factories.organisation(is_cluster=True, languages=["bg"])
    cluster.texts.update(name="Клъстер")
    for language in ("bg", "en"):
        with override(language):
            assert frame_of(request_for()).name == "Клъстер"


def test_a_cluster_that_is_hidden_gives_no_name():
    factories.organisation("draft", is_cluster=True).texts.update(name="SECRET")
    with override("en"):
        assert "SECRET" not in frame_of(request_for()).name


def test_is_computed_once_per_site_version():
    with override("en"):
        first = frame_of(request_for())
        assert frame_of(request_for()) is first
        factories.post()
        assert frame_of(request_for()) is not first


def test_nothing_is_kept_of_a_transaction_that_wrote():
    factories.post()
    with override("en"):
        assert frame_of(request_for()) is not frame_of(request_for())

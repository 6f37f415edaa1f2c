"""The demo content shows what its grants ask for."""

import pytest

from evidence.checking import check_site

pytestmark = pytest.mark.django_db


def test_everything_that_is_known_is_shown(demo):
    report = check_site()
    assert report.severe == []
    assert report.places > 150
    assert {finding.code for finding in report.warnings} == {"fact", "not_certain"}

"""The tests themselves: a missing variable in one of our templates fails them."""

import pytest
from django.template import engines
from django.template.loader import get_template


def test_an_unknown_variable_in_a_template_of_ours_fails():
    template = get_template("410.html")
    with pytest.raises(AssertionError, match="frame"):
        template.render({})


def test_an_unknown_variable_elsewhere_is_empty():
    assert engines["django"].from_string("a{{ nothing }}b").render({}) == "ab"

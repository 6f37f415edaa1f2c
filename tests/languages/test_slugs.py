"""Slugs by the Bulgarian Transliteration Act."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from languages.slugs import MAX_LENGTH, free_slug, slugify, transliterate, validate_slug


@pytest.mark.parametrize(
    ("bulgarian", "latin"),
    [
        ("Цена", "tsena"),
        ("Търново", "tarnovo"),
        ("шофьор", "shofyor"),
        ("София", "sofia"),
        ("България", "bulgaria"),
        ("български", "balgarski"),
        ("щъркел", "shtarkel"),
        ("юли", "yuli"),
        ("ябълка", "yabalka"),
        ("йод", "yod"),
        ("змия и академия", "zmia i akademia"),
        ("чужбина", "chuzhbina"),
    ],
)
def test_letters_follow_the_act(bulgarian, latin):
    assert transliterate(bulgarian) == latin


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Градът на знанието – какво е?", "gradat-na-znanieto-kakvo-e"),
        ("Crème brûlée & co", "creme-brulee-co"),
        ("Rede de Inovação em Aveiro", "rede-de-inovacao-em-aveiro"),
        ("A trainer's guide", "a-trainers-guide"),
        ("2024", ""),
        ("Дело № 5™", "delo-no-5"),
        ("?!", ""),
    ],
)
def test_titles_become_addresses(title, slug):
    assert slugify(title) == slug


@given(st.text(max_size=400))
def test_any_title_gives_a_valid_slug_or_none(title):
    slug = slugify(title)
    assert len(slug) <= MAX_LENGTH
    if slug:
        assert slug.isascii()
        assert not slug.isdigit()
        assert slug.strip("-") == slug


@pytest.mark.parametrize("slug", ["2024", "stranitsa", "topic", "Two Words", "а", "a--b", ""])
def test_what_no_address_may_be_is_refused(slug):
    with pytest.raises(ValidationError):
        validate_slug(slug)


def test_a_taken_or_reserved_slug_gets_a_number():
    assert free_slug("News", lambda slug: False) == "news-2"
    assert free_slug("Green", {"green", "green-2"}.__contains__) == "green-3"
    assert len(free_slug("x" * 300, lambda slug: not slug.endswith("-2"))) <= MAX_LENGTH

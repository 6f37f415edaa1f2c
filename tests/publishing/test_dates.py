"""Dates known only to the month or the year."""

from datetime import date

import pytest

from publishing.dates import PartialDate


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2022", "2022"),
        ("2022-01", "2022-01"),
        ("2022-01-15", "2022-01-15"),
        ("01.2022", "2022-01"),
        ("15.1.2022 г.", "2022-01-15"),
        (" ", ""),
    ],
)
def test_people_write_dates_in_many_ways(written, kept):
    assert PartialDate.parse(written) == kept


@pytest.mark.parametrize("written", ["31.02.2022", "13.2022", "soon", "22", "2022-00"])
def test_what_is_no_date_is_refused(written):
    with pytest.raises(ValueError, match=r".*"):
        PartialDate.parse(written)


@pytest.mark.parametrize(
    ("kept", "english", "bulgarian"),
    [
        ("2022", "2022", "2022 г."),
        ("2022-01", "January 2022", "януари 2022 г."),
        ("2022-01-05", "5 January 2022", "5 януари 2022 г."),
        ("", "", ""),
    ],
)
def test_dates_are_written_by_language(kept, english, bulgarian):
    assert PartialDate(kept).format("en") == english
    assert PartialDate(kept).format("bg") == bulgarian


def test_a_date_of_low_precision_spans_its_days():
    assert PartialDate("2024-02").first_day == date(2024, 2, 1)
    assert PartialDate("2024-02").last_day == date(2024, 2, 29)
    assert PartialDate("2022").last_day == date(2022, 12, 31)

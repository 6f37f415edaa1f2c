"""Countries and amounts of money, written by language (CLDR, through Babel)."""

from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency
from django import template
from django.utils.translation import get_language

from languages.labels import label

register = template.Library()
# The rate at which levs became euros.
LEVS_A_EURO = Decimal("1.95583")
MONEY = {"bg": "#,##0.00\xa0¤"}


@register.filter
def country(code):
    """Return the name of a country in the language of the page; an unknown code is returned as is."""
    return Locale.parse(get_language()).territories.get(code, code)


@register.filter
def money(amount, currency):
    """Return an amount to the cent: ``EUR 4,900,000.00`` or ``4 900 000,00 €``; levs also in euros."""
    shown = _money(amount, currency)
    if currency != "BGN":
        return shown
    return f"{shown} ({_money(amount / LEVS_A_EURO, 'EUR')})"


def _money(amount, currency):
    language = get_language()
    # English has the code in front, as EU documents write it (Interinstitutional style guide, 7.3.3).
    form = MONEY.get(language, "¤¤\xa0#,##0.00")
    return format_currency(amount, currency, form, locale=language)


@register.filter
def labelled(value):
    """Return a label in the language of the page, else in another."""
    return label(value, get_language())

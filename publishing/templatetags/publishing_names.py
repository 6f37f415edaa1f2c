"""Countries and amounts of money, written by language (CLDR, through Babel)."""

from babel import Locale
from babel.numbers import format_currency
from django import template
from django.utils.translation import get_language

from languages.labels import label

register = template.Library()


@register.filter
def country(code):
    """Return the name of a country in the language of the page; an unknown code is returned as is."""
    return Locale.parse(get_language()).territories.get(code, code)


@register.filter
def money(amount, currency):
    """Return an amount with its currency, with cents only if there are any."""
    whole = amount == amount.to_integral_value()
    return format_currency(
        amount,
        currency,
        locale=get_language(),
        currency_digits=False,
        format="#,##0 ¤¤" if whole else "#,##0.00 ¤¤",
    )


@register.filter
def labelled(value):
    """Return a label in the language of the page, else in another."""
    return label(value, get_language())

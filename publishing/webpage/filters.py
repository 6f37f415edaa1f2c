"""Filters above a list: what can be chosen, in the order of its words."""

from operator import itemgetter


def choices_of(filters, chosen):
    """Return the filters as their template shows them: ``[(name, label, [(value, words, is_chosen)])]``.

    ``filters`` are ``(name, label, {value: words})``, ``chosen`` is what stands in the address,
    ``{"kind": "school"}``. A single value is no choice.
    """
    return [
        (
            name,
            label,
            [
                (value, words, value == chosen.get(name))
                for value, words in sorted(found.items(), key=itemgetter(1))
            ],
        )
        for name, label, found in filters
        if len(found) > 1
    ]

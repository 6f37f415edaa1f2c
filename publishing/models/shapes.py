"""Shapes that fields and constraints of many models have."""

from django.db import models


def optional_key(to, verbose_name, **options):
    """Return a foreign key that may stay empty; what it names cannot be deleted."""
    options = {"null": True, "blank": True, "on_delete": models.PROTECT, **options}
    return models.ForeignKey(to, verbose_name=verbose_name, **options)


def choice_constraint(field, choices, name):
    """Return the constraint that a field holds one of the choices, whoever writes it."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=name)

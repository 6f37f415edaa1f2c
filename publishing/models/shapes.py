"""Fields and constraints that many models have."""

from django.db import models


def optional_key(to, verbose_name, **options):
    """Return an optional foreign key; what it points to cannot be deleted."""
    options = {"null": True, "blank": True, "on_delete": models.PROTECT, **options}
    return models.ForeignKey(to, verbose_name=verbose_name, **options)


def choice_constraint(field, choices, name):
    """Return the constraint that a field has one of the choices, however it is written."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=name)

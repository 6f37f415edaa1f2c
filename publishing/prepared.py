"""Querysets that are built once: building one costs Django more than running it costs the database."""

from functools import lru_cache, wraps

from django.db import models

from delivery import clock


class RequestNow(models.Value):
    """The request's ``now`` in a query, read when it is run: so a queryset can outlive its request."""

    def __init__(self):
        super().__init__(None, output_field=models.DateTimeField())

    def as_sql(self, compiler, connection):
        value = models.Value(clock.now(), output_field=self.output_field)
        return value.as_sql(compiler, connection)


def prepared(make):
    """Decorate a function that returns a queryset: it is built once for each set of arguments.

    Every call gets a copy of its own. The arguments must be few (a language, a kind), and nothing of the
    request may be in the queryset but what ``published`` puts there.
    """
    kept = lru_cache(maxsize=200)(make)

    @wraps(make)
    def copy(*args):
        return kept(*args).all()

    return copy

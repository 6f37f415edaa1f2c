"""Search in the admin's lists and choosers, whatever the case of the letters and their alphabet."""

from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.models import Q
from django.utils.text import smart_split, unescape_string_literal

from languages.any_alphabet import pattern


def _words(term):
    for bit in smart_split(term):
        quoted = bit.startswith(('"', "'")) and bit[0] == bit[-1]
        yield unescape_string_literal(bit) if quoted and len(bit) > 1 else bit


class AnyCaseSearchMixin:
    """Ignores case in Cyrillic too, which SQLite does not, and finds a word in either alphabet."""

    def get_search_results(self, request, queryset, search_term):
        fields = self.get_search_fields(request)
        for word in _words(search_term) if fields else ():
            found = [(f"{field}__regex", pattern(word)) for field in fields]
            queryset = queryset.filter(Q(*found, _connector=Q.OR))
        return queryset, any(lookup_spawns_duplicates(self.opts, field) for field in fields)

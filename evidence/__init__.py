"""What a funder asks to see: the check that each page and feed shows what its grants ask for."""


def check(thing, ask=None):
    """Return the ``Report`` on one thing: its own pages, and its items in feeds.

    ``ask`` is what returns the ``evidence.asking.Answer`` of a path; without it, what a visitor gets.
    Inside ``publishing.preview.rehearsal.rehearsed`` it is ``evidence.asking.rehearsal``, and the block
    follows the clock of what is rehearsed.
    """
    # Django imports this package before there are models.
    from evidence.checking import check_thing

    return check_thing(thing, ask)

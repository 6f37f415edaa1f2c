"""The content, pictures and accounts that ``make run`` puts into an empty database."""

"""One index of everything published, and the search page."""

"""One index over everything published, and the page of search."""

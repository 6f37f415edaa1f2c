"""One index over everything published."""

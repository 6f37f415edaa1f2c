"""The roof: settings, URLs, home page, desk, rights of the groups, the frame of every page."""

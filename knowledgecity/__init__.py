"""The roof: settings, urls, home page, desk, rights of the groups, what every page's frame needs."""

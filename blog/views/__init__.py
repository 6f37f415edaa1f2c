"""Publications, news and events: lists, pages, and the page of all feeds."""

"""Publications and news: lists, pages, and the page of all feeds."""

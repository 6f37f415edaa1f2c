"""Feeds of posts: all of them, a list, a topic or series, a project, a partner.

Each is a small class over one queryset: the newest 20 of what the public sees in one language, and
in its archives all of a year (RFC 5005), so that a reader can go back to the first post. Their
routes are in ``blog.urls``.
"""

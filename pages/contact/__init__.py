"""The contact form: no cookie, so no CSRF token; what takes its place is in docs/decisions/0027.

``form`` is what visitors fill in, ``tokens`` says when a form was opened, ``guard`` who may send how much,
``views`` what is answered. The message itself is a ``pages.models.Message``.
"""

"""The page store: whole responses, kept in each worker in front of Django.

``front`` is the WSGI layer, ``answer`` a response that is ready to be sent, ``shelf`` where answers are
kept, ``keeping`` how a view says that its response may be kept, ``wanted`` which pages are rendered again
first after a change. Why it is built so: docs/decisions/0020.
"""

"""How the admin writes dates and times, because Django's own English formats are American."""

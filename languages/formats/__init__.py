"""How dates and times are written in the admin, where Django's own formats are the American ones."""

"""The languages: codes, section words, label field and its widget, Bulgarian slugs."""

"""The user of this site: sign-in by e-mail, display name, interface language; routes and templates."""

"""The user of this site: sign in by e-mail, name as shown, interface language; its routes and templates."""

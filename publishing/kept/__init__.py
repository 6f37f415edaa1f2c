"""Nothing typed is lost: what stands in a form is kept while somebody types, and offered again."""

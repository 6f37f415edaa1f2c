"""Images and documents: safe upload, renditions, alternative text, serving, where used."""

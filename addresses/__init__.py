"""Where things are and were: current and old paths, one hop, internal links, the former site."""

"""Where things are and were: current and old paths, one hop, links to own things, the former site."""

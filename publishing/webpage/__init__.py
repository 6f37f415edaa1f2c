"""The frame of a public page: its head, its share picture, its cover, its pager, its views."""

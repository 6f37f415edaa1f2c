"""Plain pages in a tree, menus, promoted block, texts of the home page and the footer."""

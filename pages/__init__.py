"""Plain pages in a tree, menus, promoted block, words of the home page and the footer."""

"""Plain pages in a tree, menus, promoted block, texts of home page and footer, messages of visitors."""

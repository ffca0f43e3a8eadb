"""The only PySide6: the window, its screens and their parts."""

"""Composition root: the command line and the window are wired here, and only here."""

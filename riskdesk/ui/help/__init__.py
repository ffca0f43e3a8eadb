"""The help: a page for each screen and dialog, offline, in three languages (F1)."""

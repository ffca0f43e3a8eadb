"""Use cases: the only door for change, and the questions the screens ask."""

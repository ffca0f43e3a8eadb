"""Fields, one kind a file."""

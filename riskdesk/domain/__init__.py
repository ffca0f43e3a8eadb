"""What exists in a certification: entities and values. No I/O, no other layer."""

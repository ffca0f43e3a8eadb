"""Search everywhere: one line that leads to every thing, command and help page (Ctrl+K)."""

"""Composition root: start, command line, paths, wiring."""

"""Parts every screen is made of: fields, grids, trees, labels, dialogs."""

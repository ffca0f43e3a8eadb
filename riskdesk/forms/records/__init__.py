"""Records of each form: what of a dossier and its assessment stands where."""

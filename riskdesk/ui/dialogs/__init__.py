"""Dialogs: where a decision is needed before anything happens."""

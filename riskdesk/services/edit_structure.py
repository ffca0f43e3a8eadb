"""Sections, positions and workplaces: added, split, moved, numbered, removed."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

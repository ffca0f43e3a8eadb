"""Substances and norms that a specialist adds."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

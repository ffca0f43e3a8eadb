"""Photos, plans and papers at a workplace, a point, an instrument."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

"""Points and what was measured there."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

"""Groups of analogous workplaces: which are measured, which inherit."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

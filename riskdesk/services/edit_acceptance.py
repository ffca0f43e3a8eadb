"""Lines of the check that a person accepts with a reason."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

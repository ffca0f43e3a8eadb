"""The certification itself: its commission, contract, kind, days."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

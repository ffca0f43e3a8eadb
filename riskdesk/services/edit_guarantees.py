"""Guarantees of a workplace by the entry of the List."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

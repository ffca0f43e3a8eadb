"""Measures of improvement."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

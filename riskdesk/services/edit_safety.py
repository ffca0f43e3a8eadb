"""Injury safety, protective equipment and chronometry of a workplace."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

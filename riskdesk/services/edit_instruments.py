"""The register of instruments and their checks in the field."""

from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {}

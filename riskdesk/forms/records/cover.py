"""The cover of a dossier (C.0, document 1)."""

from riskdesk.forms.fields import Record
from riskdesk.forms.records.facts import facts
from riskdesk.forms.records.source import Source


def cover(source: Source) -> Record:
    """Title, enterprise, laboratory, year, town; both approvals are filled in by hand."""
    return source.record({}, facts(source))

"""Which records fill which form."""

from collections.abc import Callable, Mapping

from riskdesk.forms.fields import Record
from riskdesk.forms.records.code_list import code_list
from riskdesk.forms.records.source import Source

RECORDS: Mapping[str, Callable[[Source], Record]] = {
    "code-list": code_list,
}
"""By form id."""

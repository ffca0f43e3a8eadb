"""Which records fill which form."""

from collections.abc import Callable, Mapping

from riskdesk.forms.fields import Record
from riskdesk.forms.records.cards import annex_2, annex_3
from riskdesk.forms.records.code_list import code_list
from riskdesk.forms.records.factors import annex_1
from riskdesk.forms.records.injury import annex_4
from riskdesk.forms.records.ppe import annex_5
from riskdesk.forms.records.report import annex_6
from riskdesk.forms.records.risk_register import risk_register
from riskdesk.forms.records.source import Source
from riskdesk.forms.records.workplace_card import workplace_card

RECORDS: Mapping[str, Callable[[Source], Record]] = {
    "code-list": code_list,
    "annex-1": annex_1,
    "annex-2": annex_2,
    "annex-3": annex_3,
    "annex-4": annex_4,
    "annex-5": annex_5,
    "annex-6": annex_6,
    "workplace-card": workplace_card,
    "risk-register": risk_register,
}
"""By form id."""

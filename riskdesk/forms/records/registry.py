"""Which records fill which form."""

from collections.abc import Callable, Mapping

from riskdesk.forms.fields import Record
from riskdesk.forms.records.blank_journal import field_journal_blank
from riskdesk.forms.records.cards import annex_2, annex_3
from riskdesk.forms.records.certification_act import certification_act
from riskdesk.forms.records.code_list import code_list
from riskdesk.forms.records.commission import commission_order
from riskdesk.forms.records.cover import cover
from riskdesk.forms.records.difference import difference
from riskdesk.forms.records.factors import annex_1
from riskdesk.forms.records.field_journal import field_journal
from riskdesk.forms.records.injury import annex_4
from riskdesk.forms.records.instrument_list import instrument_list
from riskdesk.forms.records.introduction import introduction
from riskdesk.forms.records.layout_scheme import layout_scheme
from riskdesk.forms.records.notice import result_notice
from riskdesk.forms.records.plan import improvement_plan
from riskdesk.forms.records.ppe import annex_5
from riskdesk.forms.records.protocol_air import protocol_air, protocol_dust
from riskdesk.forms.records.protocol_emf import protocol_emf
from riskdesk.forms.records.protocol_light import protocol_light
from riskdesk.forms.records.protocol_microclimate import protocol_microclimate
from riskdesk.forms.records.protocol_noise import protocol_noise
from riskdesk.forms.records.protocol_points import (
    biological,
    infrasound_ultrasound,
    ionising,
    non_ionising,
)
from riskdesk.forms.records.report import annex_6
from riskdesk.forms.records.risk_register import risk_register
from riskdesk.forms.records.source import Source
from riskdesk.forms.records.worker_sheet import worker_sheet
from riskdesk.forms.records.workplace_card import workplace_card

RECORDS: Mapping[str, Callable[[Source], Record]] = {
    "code-list": code_list,
    "layout-scheme": layout_scheme,
    "protocol-microclimate": protocol_microclimate,
    "protocol-light": protocol_light,
    "protocol-emf": protocol_emf,
    "protocol-noise": protocol_noise,
    "annex-1": annex_1,
    "annex-2": annex_2,
    "annex-3": annex_3,
    "annex-4": annex_4,
    "annex-5": annex_5,
    "annex-6": annex_6,
    "protocol-air": protocol_air,
    "protocol-dust": protocol_dust,
    "protocol-infrasound-ultrasound": infrasound_ultrasound,
    "protocol-non-ionising": non_ionising,
    "protocol-ionising": ionising,
    "protocol-biological": biological,
    "instrument-list": instrument_list,
    "field-journal-blank": field_journal_blank,
    "field-journal": field_journal,
    "workplace-card": workplace_card,
    "risk-register": risk_register,
    "cover": cover,
    "introduction": introduction,
    "commission-order": commission_order,
    "certification-act": certification_act,
    "improvement-plan": improvement_plan,
    "result-notice": result_notice,
    "worker-sheet": worker_sheet,
    "difference": difference,
}
"""By form id."""

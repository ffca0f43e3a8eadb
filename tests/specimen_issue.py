"""A certification without workplaces that was sealed, and a document issued from it."""

from dataclasses import replace
from datetime import date

from riskdesk.domain.ids import CertificationId, EnterpriseId, uuid7
from riskdesk.domain.issue import IssuedDocument, Seal
from riskdesk.domain.model import Certification, Enterprise
from riskdesk.domain.paper_code import code_of
from riskdesk.domain.values import LocalizedText
from riskdesk.services.ports import UnitOfWork

PAPER = b"%PDF-1.4 \xd2\x98"
TITLE = "Мөр басылған"


def add_sealed(uow: UnitOfWork) -> CertificationId:
    """Three changes: the certification, a document of it in two revisions, its seal."""
    enterprise = Enterprise(id=EnterpriseId(uuid7()), name=LocalizedText("«Ескі» ЖШС"))
    certification = Certification(
        id=CertificationId(uuid7()),
        enterprise_id=enterprise.id,
        title=TITLE,
        measured_on=date(2026, 3, 10),
    )
    with uow:
        uow.add(enterprise)
        uow.add(certification)
        uow.commit("new-certification")
        add_issued(uow, certification.id)
        uow.commit("issue-document")
        add_seal(uow, certification.id)
        uow.commit("seal-certification")
    return certification.id


def add_issued(uow: UnitOfWork, certification: CertificationId) -> IssuedDocument:
    """Two revisions of a document; the second one."""
    state = uow.state(certification)
    first = IssuedDocument(
        id=uuid7(),
        certification_id=certification,
        form="annex-1",
        edition=date(2016, 1, 1),
        language="kk-ru",
        number="1003-СВД",
        issued_on=date(2026, 3, 12),
        revision=1,
        deviations="Ескертпелер ашық",
        content="c" * 64,
        data=state.data,
        position=state.position,
        head=state.head,
        editions={"program": "0.2.0", "ruleset": "KZ1.04.001.2000"},
        files={"pdf": uow.keep(PAPER)},
    )
    first = replace(first, code=code_of(first))
    uow.add(first)
    made = replace(
        first, id=uuid7(), revision=2, previous_id=first.id, reason="Қате түзетілді", code=""
    )
    made = replace(made, code=code_of(made))
    uow.add(made)
    return made


def add_seal(uow: UnitOfWork, certification: CertificationId) -> Seal:
    state = uow.state(certification)
    made = Seal(
        id=uuid7(),
        certification_id=certification,
        ordinal=len(uow.find(Seal, certification_id=certification)) + 1,
        action="seal",
        day=date(2026, 3, 13),
        reason="Есеп тапсырылды",
        data=state.data,
        position=state.position,
        head=state.head,
    )
    made = replace(made, code=code_of(made))
    uow.add(made)
    return made

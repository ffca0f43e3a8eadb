"""What papers are filled from: the certification before, as the database keeps it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from file_desk import FileDesk, opened
from forms_sample import forms

from riskdesk.domain.ids import CertificationId
from riskdesk.forms.records.registry import RECORDS
from riskdesk.rules.evaluate import evaluate
from riskdesk.services.copying_certification import CopyCertification
from riskdesk.services.papers import document_of, source_of
from riskdesk.services.previous import previous_of


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


def test_a_copied_certification_is_compared_with_the_one_it_was_copied_from(
    file_desk: FileDesk,
) -> None:
    first = file_desk.dossier()
    command = CopyCertification(
        source_id=first.certification.id, title="2031", measured_on=date(2031, 4, 10)
    )
    copy = CertificationId(str(file_desk.do(command).value))
    with file_desk.database.unit_of_work() as uow:
        dossier = uow.dossier(copy)
        before = previous_of(("difference",), dossier, uow)
        assert previous_of(("annex-1",), dossier, uow) is None
        assert previous_of(("difference",), first, uow) is None
    assert before is not None
    assert before.certification.id == first.certification.id
    context = file_desk.context
    source = source_of(
        ("difference",),
        dossier,
        evaluate(dossier, context.catalog),
        (),
        context,
        forms(),
        before,
    )
    told = RECORDS["difference"](source)
    assert document_of(
        forms().get("difference", first.certification.measured_on), source, "ru", forms()
    )
    count = len(first.workplaces)
    (places, _) = (each.text("text").ru for each in told.lists["counts"])
    assert places == f"Рабочих мест: было – {count}, стало – {count}; новых – 0, выбыло – 0."

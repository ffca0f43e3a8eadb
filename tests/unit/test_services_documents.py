"""Documents are issued once, revised for a reason, and print the same bytes for ever."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from fakes import FakeClock
from faults.programs import make_sample
from services_desk import RESOURCES, context

from riskdesk.app.writers import document_writers
from riskdesk.data.database import Database, open_database
from riskdesk.domain.errors import UserError
from riskdesk.domain.issue import IssuedDocument
from riskdesk.domain.model import Certification, Measurement
from riskdesk.domain.paper_code import code_of, read_code
from riskdesk.domain.values import LANGUAGES
from riskdesk.forms.catalog import FormCatalog
from riskdesk.rules.catalog import Catalog
from riskdesk.services import edit, edit_documents
from riskdesk.services.context import Context
from riskdesk.services.edit_documents import IssueDocument, Press, ReviseDocument, issued_bytes
from riskdesk.services.ports import ChangeKind
from riskdesk.services.queries_documents import document_rows, revisions
from riskdesk.services.queries_snapshot import take
from riskdesk.services.readiness import printed_fields, readiness
from riskdesk.services.sealing import SealCertification, UnsealCertification
from riskdesk.services.undo import Undo
from riskdesk.services.undo import run as run_undo
from riskdesk.services.verifying import anchor_faults, verify_code, verify_file

FORMS = FormCatalog.load(RESOURCES.parent / "forms")
WHY = "Тапсырыс берушінің өтінішімен"


class Steps:
    def __init__(self) -> None:
        self.told: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, what: str = "") -> None:
        self.told.append((done, total, what))


class Office:
    """The sample in a file, and what prints."""

    def __init__(self, path: Path, resources: Path = RESOURCES) -> None:
        self.clock = FakeClock()
        self.database: Database = open_database(path, clock=self.clock, user="u")
        self.context = Context(
            catalog=Catalog.load(resources),
            risks=context().risks,
            texts=context().texts,
            clock=self.clock,
        )
        self.press = Press(forms=FORMS, writers=document_writers(RESOURCES))
        self.steps = Steps()
        with self.database.unit_of_work() as uow:
            self.head = uow.find(Certification)[0].id

    def issue(self, form: str = "code-list", **more: object) -> IssuedDocument:
        fields = {"deviations": WHY, "formats": ("pdf",), **more}
        command = IssueDocument(certification_id=self.head, form=form, **fields)  # type: ignore[arg-type]
        return self.run(command)

    def revise(
        self, document: IssuedDocument, reason: str = "Қате", **more: object
    ) -> IssuedDocument:
        fields = {"deviations": WHY, "formats": ("pdf",), **more}
        command = ReviseDocument(document_id=document.id, reason=reason, **fields)  # type: ignore[arg-type]
        return self.run(command)

    def run(self, command: edit_documents.Issuing) -> IssuedDocument:
        uow = self.database.unit_of_work()
        made = edit_documents.run(command, uow, self.context, self.press, self.steps).value
        assert isinstance(made, IssuedDocument)
        return made

    def do(self, command: object) -> object:
        return edit.run(command, self.database.unit_of_work(), self.context).value

    def refused(self, work: Callable[[], object], code: str) -> None:
        """The refusal, told in every language; nothing was stored."""
        before = self.database.content_hash(with_history=True)
        with pytest.raises(UserError) as error:
            work()
        assert error.value.code == code
        assert self.database.content_hash(with_history=True) == before
        said = self.context.texts.error(error.value)
        assert all(said.get_exact(language) for language in LANGUAGES)

    def bytes(self, document: IssuedDocument) -> Mapping[str, bytes]:
        return issued_bytes(self.database.unit_of_work(), document.id)

    def change_a_value(self) -> None:
        with self.database.unit_of_work() as uow:
            row = uow.find(Measurement, quantity="noise_leq")[0]
        self.do(edit.ChangeValue(measurement_id=row.id, text="99"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("үлгі") / "a.db"
    with open_database(path, clock=FakeClock(), user="u") as database:
        make_sample(database, replace(context(), clock=FakeClock()), RESOURCES)
    return path


@pytest.fixture
def office(filled: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copy(filled, tmp_path / "a.db")
    made = Office(tmp_path / "a.db")
    yield made
    made.database.close()


def words(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_an_issued_document_carries_number_code_and_reason(office: Office) -> None:
    made = office.issue()
    assert (made.number, made.revision, made.deviations) == ("001", 1, WHY)
    assert made.issued_on == office.clock.now().astimezone().date()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", made.code)
    assert made.code == code_of(made)
    assert set(made.editions) == {"program", "ruleset", "rules", "norms", "factors"}
    said = words(office.bytes(made)["pdf"])
    for text in (made.code, WHY):
        assert text in said, text
    assert all(total == 1000 for _, total, _ in office.steps.told)
    assert office.database.changes()[-1].kind is ChangeKind.FIX


def test_open_errors_need_a_reason(office: Office) -> None:
    office.refused(lambda: office.issue(deviations=" "), "issue-open-errors")


def test_a_form_is_issued_once_and_then_revised(office: Office) -> None:
    first = office.issue()
    office.refused(office.issue, "issued-already")
    office.refused(lambda: office.revise(first, "  "), "revision-reason")
    second = office.revise(first)
    assert (second.number, second.revision, second.reason) == (first.number, 2, "Қате")
    assert second.previous_id == first.id
    assert second.code != first.code
    office.refused(lambda: office.revise(first), "revision-old")
    third = office.revise(second)
    assert "3-редакция" in words(office.bytes(third)["pdf"])
    uow = office.database.unit_of_work()
    assert [each.revision for each in revisions(uow, first.id)] == [3, 2, 1]
    with uow:
        assert uow.get(IssuedDocument, first.id) == first
    assert verify_code(uow, first.code).later == third


def test_numbers_are_proposed_and_not_given_twice(office: Office) -> None:
    assert office.issue("annex-1").number == "1004-СВД"
    assert office.issue("annex-1", language="ru").number == "1004-СВД"
    office.refused(lambda: office.issue(number="1004-СВД"), "number-taken")
    office.refused(lambda: office.issue(number="1" * 61), "number-long")
    assert office.issue(number=" 17/А ").number == "17/А"
    assert office.issue("annex-6").number == "001"
    next_year = date(2027, 1, 15)
    assert office.issue(language="ru", number="1004-СВД", issued_on=next_year).revision == 1


def test_unknown_forms_and_formats_are_refused(office: Office) -> None:
    office.refused(lambda: office.issue("annex-99"), "form-unknown")
    office.refused(lambda: office.issue(formats=("doc",)), "format-unknown")


def test_the_bytes_stay_after_the_data_and_the_rules_change(office: Office, tmp_path: Path) -> None:
    made = office.issue("annex-1", formats=("pdf", "xlsx"))
    before = office.bytes(made)
    assert set(before) == {"pdf", "xlsx"}
    office.change_a_value()
    office.database.close()
    changed = tmp_path / "resources"
    shutil.copytree(RESOURCES, changed, ignore=shutil.ignore_patterns("samples", "help", "fonts"))
    for norm in (changed / "norms").rglob("*.toml"):
        text = norm.read_text(encoding="utf-8")
        norm.write_text(text.replace("2022-02-16", "2022-02-17"), encoding="utf-8")
    again = Office(tmp_path / "a.db", changed)
    try:
        assert again.bytes(made) == before
        assert again.revise(made).editions["norms"] != made.editions["norms"]
        assert again.bytes(made) == before
        for content in before.values():
            found = verify_file(again.database.unit_of_work(), content, "a")
            assert (found.record, found.current, found.faults) == (made, False, ())
    finally:
        again.database.close()


def test_equal_facts_give_equal_files(filled: Path, tmp_path: Path) -> None:
    found = []
    for name in ("a.db", "b.db"):
        shutil.copy(filled, tmp_path / name)
        office = Office(tmp_path / name)
        made = office.issue("annex-1", formats=("pdf", "xlsx"))
        found.append((made.code, office.bytes(made)))
        office.database.close()
    assert found[0] == found[1]


def test_another_value_gives_another_code(office: Office) -> None:
    first = office.issue("annex-1")
    office.change_a_value()
    second = office.revise(first)
    assert second.content != first.content
    assert second.data != first.data


def test_issuing_is_not_undone_and_what_came_before_can_be(office: Office) -> None:
    office.change_a_value()
    made = office.issue()
    assert run_undo(Undo(), office.database.unit_of_work()).label == "change-value"
    with office.database.unit_of_work() as uow:
        assert uow.get(IssuedDocument, made.id) == made


def test_documents_of_a_sealed_certification_are_issued(office: Office) -> None:
    office.do(SealCertification(certification_id=office.head))
    made = office.issue()
    assert verify_code(office.database.unit_of_work(), made.code).current
    office.do(UnsealCertification(certification_id=office.head, reason="қате"))
    office.change_a_value()
    assert not verify_code(office.database.unit_of_work(), made.code).current
    assert anchor_faults(office.database.unit_of_work()) == ()
    assert office.database.audit() == []


def test_codes_are_read_as_people_type_them(office: Office) -> None:
    made = office.issue()
    typed = made.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert verify_code(office.database.unit_of_work(), typed).record == made
    office.refused(lambda: verify_code(office.database.unit_of_work(), "1234"), "verify-no-code")
    other = "0000-0000-0000-0000"
    assert read_code(other) == other
    office.refused(
        lambda: verify_code(office.database.unit_of_work(), other), "verify-code-unknown"
    )
    changed = office.bytes(made)["pdf"] + b"\n"
    office.refused(
        lambda: verify_file(office.database.unit_of_work(), changed, "a.pdf"),
        "verify-file-unknown",
    )


def test_what_a_document_lacks_is_listed_with_its_place(office: Office) -> None:
    uow = office.database.unit_of_work()
    snapshot = take(uow, office.head, office.context)
    found = readiness(snapshot, FORMS.get("annex-1", date(2026, 4, 10)), "kk-ru", office.context)
    codes = [lack.code for lack in found.lacks]
    assert codes.count("problem-open") + codes.count("instrument-unverified") >= snapshot.errors
    assert found.blocking == snapshot.errors
    assert [lack.blocks for lack in found.lacks] == sorted(
        (lack.blocks for lack in found.lacks), reverse=True
    )
    assert {"commission-missing", "ruleset-unchosen"} & set(codes) == {"commission-missing"}
    for lack in found.lacks:
        assert lack.targets
        assert all(lack.message.get_exact(each) for each in LANGUAGES), lack
    bare = replace(
        snapshot.dossier,
        certification=replace(
            snapshot.dossier.certification, ruleset=None, accreditation="", accredited_from=None
        ),
        enterprise=replace(
            snapshot.dossier.enterprise, name=replace(snapshot.dossier.enterprise.name, kk="")
        ),
    )
    less = readiness(
        replace(snapshot, dossier=bare),
        FORMS.get("annex-1", date(2026, 4, 10)),
        "kk-ru",
        office.context,
    )
    more = [lack.code for lack in less.lacks]
    assert more.count("field-missing") == 2
    assert "ruleset-unchosen" in more
    assert more.count("translation-missing") == codes.count("translation-missing") + 1


def test_a_form_names_the_fields_it_prints() -> None:
    printed = printed_fields(FORMS.get("annex-1", date(2026, 4, 10)))
    assert {"customer", "laboratory", "accreditation", "state"} <= set(printed)


def test_the_rows_of_the_list_of_documents(office: Office) -> None:
    uow = office.database.unit_of_work()
    made = office.issue("annex-1")
    snapshot = take(uow, office.head, office.context)
    rows = {row.form: row for row in document_rows(uow, snapshot, FORMS, "kk-ru", office.context)}
    assert list(rows) == list(FORMS.ids)
    assert (rows["annex-1"].issued, rows["annex-1"].current) == (made, True)
    assert rows["annex-2"].issued is None
    assert rows["annex-2"].number == "001"
    office.change_a_value()
    snapshot = take(uow, office.head, office.context)
    rows = {row.form: row for row in document_rows(uow, snapshot, FORMS, "kk-ru", office.context)}
    assert not rows["annex-1"].current

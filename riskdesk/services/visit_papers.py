"""Papers for the visit: the blank journal and the questions, as documents for both writers."""

from collections.abc import Sequence

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.catalog import FormCatalog
from riskdesk.forms.document import (
    HEAD_SIZE,
    TABLE_SIZE,
    Cell,
    Document,
    Group,
    Page,
    Paragraph,
    Part,
    Row,
    Table,
)
from riskdesk.forms.fields import same
from riskdesk.forms.setting import Setting
from riskdesk.services.context import Context
from riskdesk.services.papers import document_of, source_of
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.visit_questions import Question

_PAGE = Page(landscape=True)
_NUMBER = 9.0
_QUESTION = 150.0
_BLANK = "field-journal-blank"


def blank_document(snapshot: Snapshot, context: Context, forms: FormCatalog) -> Document:
    """The form of the blank journal: a page for each factor."""
    dossier = snapshot.dossier
    spec = forms.get(_BLANK, dossier.certification.measured_on)
    source = source_of((_BLANK,), dossier, snapshot.assessment, snapshot.problems, context, forms)
    return document_of(spec, source, "kk-ru", forms)


def questions_document(found: Sequence[Question], dossier: Dossier, context: Context) -> Document:
    """The questions in order, each with room for its answer."""
    say, setting = context.texts.say, Setting("kk-ru")

    def cell(text: LocalizedText) -> Cell:
        return Cell(lines=setting.lines(text) or ((),), size=TABLE_SIZE)

    keys = ("visit-number", "visit-question", "visit-answer")
    head: Row = tuple(
        Cell(lines=setting.lines(say(key)), size=HEAD_SIZE, align="center") for key in keys
    )
    rows: list[Row] = [
        (cell(same(str(number))), cell(each.text), cell(LocalizedText()))
        for number, each in enumerate(found, start=1)
    ]
    table = Table(
        widths=(_NUMBER, _QUESTION, _PAGE.body - _NUMBER - _QUESTION),
        head=(head,),
        groups=tuple(Group((row,)) for row in rows),
        before=3,
        main=True,
    )
    title = say("visit-questions-title")
    customer = setting.line(say("visit-customer", name=dossier.enterprise.name))
    blocks = (
        Paragraph(lines=setting.lines(title, bold=True), align="center", leads=True),
        Paragraph(lines=(customer,), align="center", size=9, leads=True),
        table,
    )
    return Document(
        form="questions",
        title=title.ru,
        language="kk-ru",
        page=_PAGE,
        parts=(Part(title.ru, blocks),),
        dated=dossier.certification.measured_on,
    )

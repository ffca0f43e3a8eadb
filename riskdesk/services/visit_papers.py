"""Papers for the visit: the blank journal and the questions, as documents for both writers."""

from collections.abc import Sequence

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.values import LANGUAGES, LocalizedText
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
from riskdesk.forms.setting import Setting
from riskdesk.services.context import Context
from riskdesk.services.visit_plan import BlankSheet
from riskdesk.services.visit_questions import Question

_PAGE = Page(landscape=True)
_KNOWN = (("visit-point", 18.0), ("visit-place", 34.0), ("visit-workplaces", 22.0),
          ("visit-position", 44.0))  # fmt: skip
_NUMBER = 9.0
_SPARE = 4
"""Empty rows at the end of a sheet, for what the plan did not know."""
_QUESTION = 150.0
_NARROW, _SHORT = 17.0, 4
"""Heads of narrower columns stand upright, but for a sign of a few letters."""


def blank_document(sheets: Sequence[BlankSheet], dossier: Dossier, context: Context) -> Document:
    """A page for each factor: rows of the plan, an empty cell for each column of the family."""
    maker = _Maker(dossier, context)
    parts = tuple(maker.sheet(sheet) for sheet in sheets)
    return maker.document("field-journal", "visit-blank-title", parts)


def questions_document(found: Sequence[Question], dossier: Dossier, context: Context) -> Document:
    """The questions in order, each with room for its answer."""
    maker = _Maker(dossier, context)
    return maker.document("questions", "visit-questions-title", (maker.questions(found),))


class _Maker:
    """Kazakh upright first, Russian in italics after it, as on every form."""

    def __init__(self, dossier: Dossier, context: Context) -> None:
        self._dossier, self._say = dossier, context.texts.say
        self._setting = Setting("kk-ru")

    def document(self, form: str, title: str, parts: tuple[Part, ...]) -> Document:
        return Document(
            form=form,
            title=self._say(title).ru,
            language="kk-ru",
            page=_PAGE,
            parts=parts,
            dated=self._dossier.certification.measured_on,
        )

    def sheet(self, sheet: BlankSheet) -> Part:
        """The journal of one factor."""
        free = _PAGE.body - _NUMBER - sum(width for _, width in _KNOWN)
        share = free / max(len(sheet.columns), 1)
        widths = (_NUMBER, *(width for _, width in _KNOWN), *(share for _ in sheet.columns))
        names = [self._say("visit-number"), *(self._say(key) for key, _ in _KNOWN)]
        names += [_with_unit(column.short, column.unit) for column in sheet.columns]
        rows: list[Row] = []
        for number, line in enumerate(sheet.lines, start=1):
            texts = (str(number), line.point, line.place, line.workplaces)
            known = [self._cell(_same(text)) for text in texts]
            rows.append((*known, self._cell(line.position), *self._empty(len(sheet.columns))))
        for number in range(len(sheet.lines) + 1, len(sheet.lines) + _SPARE + 1):
            first = self._cell(_same(str(number)))
            rows.append((first, *self._empty(len(_KNOWN) + len(sheet.columns))))
        return self._part(
            sheet.title.ru,
            [
                *self._title("visit-blank-title", self._say("visit-sheet", factor=sheet.title)),
                Paragraph(lines=self._setting.lines(self._say("visit-days")), size=9, before=1.5),
                self._table(widths, names, rows),
            ],
        )

    def questions(self, found: Sequence[Question]) -> Part:
        """All questions as one table."""
        widths = (_NUMBER, _QUESTION, _PAGE.body - _NUMBER - _QUESTION)
        keys = ("visit-number", "visit-question", "visit-answer")
        rows: list[Row] = [
            (self._cell(_same(str(number))), self._cell(each.text), self._cell(LocalizedText()))
            for number, each in enumerate(found, start=1)
        ]
        table = self._table(widths, [self._say(key) for key in keys], rows)
        name = self._say("visit-questions-title").ru
        return self._part(name, [*self._title("visit-questions-title", LocalizedText()), table])

    def _title(self, key: str, under: LocalizedText) -> list[Paragraph]:
        setting = self._setting
        customer = self._say("visit-customer", name=self._dossier.enterprise.name)
        found = [
            Paragraph(lines=setting.lines(self._say(key), bold=True), align="center", leads=True),
            Paragraph(lines=(setting.line(customer),), align="center", size=9, leads=True),
        ]
        if under.ru:
            line = setting.line(under, bold=True)
            found.append(Paragraph(lines=(line,), align="center", size=9.5, before=1, leads=True))
        return found

    def _table(
        self, widths: tuple[float, ...], names: Sequence[LocalizedText], rows: Sequence[Row]
    ) -> Table:
        head: Row = tuple(
            Cell(
                lines=self._setting.lines(name),
                size=HEAD_SIZE,
                align="center",
                vertical=width < _NARROW and len(name.ru) > _SHORT,
            )
            for name, width in zip(names, widths, strict=True)
        )
        groups = tuple(Group((row,)) for row in rows)
        return Table(widths=widths, head=(head,), groups=groups, before=3, main=True)

    def _cell(self, text: LocalizedText) -> Cell:
        lines = self._setting.lines(text)
        return Cell(lines=lines or ((),), size=TABLE_SIZE)

    def _empty(self, count: int) -> tuple[Cell, ...]:
        return tuple(self._cell(LocalizedText()) for _ in range(count))

    def _part(self, name: str, blocks: Sequence[Paragraph | Table]) -> Part:
        return Part(name[:1].upper() + name[1:], tuple(blocks))


def _with_unit(title: LocalizedText, unit: LocalizedText) -> LocalizedText:
    return LocalizedText(
        **{lang: ", ".join(filter(None, (title.get(lang), unit.get(lang)))) for lang in LANGUAGES}
    )


def _same(text: str) -> LocalizedText:
    return LocalizedText(text, text, text)

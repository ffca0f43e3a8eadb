"""What is typed into the sheets of injury safety and protective equipment, as commands."""

from collections.abc import Callable, Mapping, Sequence

from riskdesk.domain.desk import PpeItem
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit_safety import (
    AddSafetyRow,
    ChangeSafetyRow,
    RemoveSafetyRow,
    SafetyKind,
)
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.grid_sheet import Edit, Verdict
from riskdesk.ui.screens.row_sheet import RowSheet, Texts

Shown = Callable[[], WorkplacePage | None]
ANSWERS: Mapping[str, bool | None] = {"yes": True, "no": False, "": None}
"""What is stored for a choice; nothing chosen is "not checked"."""


class _LinesSheet(RowSheet):
    """Lines of one kind at the workplace that is shown."""

    kind: SafetyKind = "safety"

    def __init__(self, desk: Desk, page: Shown) -> None:
        super().__init__(desk, desk.look.tr("safety.need_name"))
        self.page = page

    def added(self, row: str, texts: Texts) -> object:
        """A new line."""
        page = self.page()
        places = () if page is None else (WorkplaceId(page.id),)
        values = self.values(row, {name: text for name, text in texts.items() if text})
        return AddSafetyRow(kind=self.kind, workplace_ids=places, values=values, id=row)

    def changed(self, row: str, texts: Texts) -> object:
        """Other values of a line."""
        return ChangeSafetyRow(kind=self.kind, row_id=row, values=self.values(row, texts))

    def removed(self, row: str) -> object:
        """The line goes."""
        return RemoveSafetyRow(kind=self.kind, row_id=row)

    def values(self, row: str, texts: Texts) -> Mapping[str, object]:
        """The texts as the command takes them."""
        raise NotImplementedError


class SafetySheet(_LinesSheet):
    """Equipment, tools, instruction."""

    kind: SafetyKind = "safety"

    def plan(self, edits: Sequence[Edit]) -> Sequence[Verdict]:
        """A known line keeps its name and its kind."""
        tr = self.desk.look.tr
        words = {"name": tr("safety.need_name"), "kind": tr("safety.need_kind")}
        return [
            Verdict(edit.row, edit.column, words[edit.column])
            for edit in edits
            if edit.column in words and not edit.text.strip() and self.stored(edit.row)
        ]

    def stored(self, row: str) -> bool:
        """Whether the line is known."""
        page = self.page()
        return page is not None and any(each.id == row for each in page.safety.rows)

    def values(self, row: str, texts: Texts) -> Mapping[str, object]:
        """As they are."""
        del row
        return texts


class PpeSheet(_LinesSheet):
    """Means of protection."""

    kind: SafetyKind = "ppe"
    needs = ("kk", "ru")

    def plan(self, edits: Sequence[Edit]) -> Sequence[Verdict]:
        """A known line keeps a name in one of the languages."""
        found = []
        for edit in edits:
            if edit.column in self.needs and not edit.text.strip() and self.stored(edit.row):
                texts = {each.column: each.text for each in edits if each.row == edit.row}
                name = self._name(edit.row, texts)
                if not (name.kk or name.ru):
                    found.append(Verdict(edit.row, edit.column, self.missing))
        return found

    def stored(self, row: str) -> bool:
        """Whether the line is known."""
        return self._item(row) is not None

    def values(self, row: str, texts: Texts) -> Mapping[str, object]:
        """Names in one value, answers as yes, no or not checked."""
        values: dict[str, object] = {
            name: text for name, text in texts.items() if name not in self.needs
        }
        for name in ("issued", "certified"):
            if name in texts:
                values[name] = ANSWERS[texts[name]]
        if not set(self.needs).isdisjoint(texts):
            values["name"] = self._name(row, texts)
        return values

    def _item(self, row: str) -> PpeItem | None:
        page = self.page()
        rows = () if page is None else page.ppe.rows
        return next((each for each in rows if each.id == row), None)

    def _name(self, row: str, texts: Texts) -> LocalizedText:
        known, typed = self._item(row), self.waiting().get(row, {})
        old = LocalizedText() if known is None else known.name
        return LocalizedText(
            kk=texts.get("kk", typed.get("kk", old.kk)).strip(),
            ru=texts.get("ru", typed.get("ru", old.ru)).strip(),
            en=old.en,
        )

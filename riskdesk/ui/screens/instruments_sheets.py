"""What is typed into the register, the calibrations and the ranges, as commands."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import InstrumentId
from riskdesk.services.edit_instruments import (
    AddFieldCheck,
    AddInstrument,
    ChangeFieldCheck,
    ChangeInstrument,
    RemoveFieldCheck,
    RemoveInstrument,
)
from riskdesk.services.importing import format_date
from riskdesk.services.instrument_choice import read_range
from riskdesk.services.instrument_ranges import read_ranges
from riskdesk.services.instruments_register import InstrumentRow
from riskdesk.services.queries_instruments import InstrumentsPage
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.grid_sheet import Action, Edit, Verdict
from riskdesk.ui.screens.row_sheet import RowSheet, Texts, by_row


class RegisterSheet(RowSheet):
    """The register. ``page``: what is shown; ``used``: rows could not be removed."""

    def __init__(
        self,
        desk: Desk,
        page: Callable[[], InstrumentsPage | None],
        used: Callable[[Sequence[str]], object],
    ) -> None:
        super().__init__(desk, desk.look.tr("instruments.need_name"))
        self._page = page
        self._used = used

    def plan(self, edits: Sequence[Edit]) -> Sequence[Verdict]:
        """Ranges that can't be read, a verification that ends before it begins."""
        found = []
        for row, own in by_row(edits).items():
            found += self._row_faults(row, {edit.column: edit.text for edit in own})
        return found

    def stored(self, row: str) -> bool:
        """Whether it is in the register."""
        return self._row(row) is not None

    def added(self, row: str, texts: Texts) -> object:
        """A new instrument."""
        return AddInstrument(
            certification_id=self.desk.certification_id, values=self._values(row, texts), id=row
        )

    def changed(self, row: str, texts: Texts) -> object:
        """Other values."""
        return ChangeInstrument(instrument_id=InstrumentId(row), values=self._values(row, texts))

    def removed(self, row: str) -> object:
        """Out of the register; refused while it measured something."""
        return RemoveInstrument(instrument_id=InstrumentId(row))

    def not_removed(self, rows: Sequence[str]) -> None:
        """What uses them is shown."""
        self._used(rows)

    def _row(self, row: str) -> InstrumentRow | None:
        page = self._page()
        return None if page is None else page.row(row)

    def _values(self, row: str, texts: Texts) -> dict[str, object]:
        values: dict[str, object] = dict(texts)
        if "quantities" in texts:
            values["quantities"] = _listed(texts["quantities"])
        if "ranges" in texts:
            values["ranges"] = self._ranges(row, texts)
        return values

    def _ranges(self, row: str, texts: Texts) -> Mapping[str, str]:
        page = self._page()
        if page is None:
            return {}
        language = self.desk.look.language
        return read_ranges(texts["ranges"], self._quantities(row, texts), page.catalog, language)

    def _quantities(self, row: str, texts: Texts) -> Sequence[str]:
        if "quantities" in texts:
            return _listed(texts["quantities"])
        known = self._row(row)
        if known is not None:
            return known.instrument.quantities
        return _listed(self.waiting().get(row, {}).get("quantities", ""))

    def _row_faults(self, row: str, texts: Texts) -> list[Verdict]:
        words = self.desk.failure_text
        found = []
        try:
            if texts.get("ranges"):
                self._ranges(row, texts)
        except UserError as error:
            found.append(Verdict(row, "ranges", words(error)))
        known = self._row(row)
        waiting = self.waiting().get(row, {})
        ends = []
        for name in ("verified_on", "valid_until"):
            if name in texts:
                ends.append(texts[name])
            elif known is not None:
                day: date | None = getattr(known.instrument, name)
                ends.append("" if day is None else day.isoformat())
            else:
                ends.append(waiting.get(name, ""))
        begins, over = ends
        if begins and over and over < begins:
            days = (date.fromisoformat(over), date.fromisoformat(begins))
            fault = UserError(
                "instrument-dates", until=format_date(days[0]), verified=format_date(days[1])
            )
            column = "valid_until" if "valid_until" in texts else "verified_on"
            found.append(Verdict(row, column, words(fault)))
        return found


class CheckSheet(RowSheet):
    """The calibrations of the instrument that ``instrument`` gives."""

    needs = ("day", "quantity", "reference", "before", "after", "allowed_drift")

    def __init__(self, desk: Desk, instrument: Callable[[], InstrumentRow | None]) -> None:
        super().__init__(desk, desk.look.tr("instruments.need_instrument"))
        self._instrument = instrument
        self.day: date | None = None

    def plan(self, edits: Sequence[Edit]) -> Sequence[Verdict]:
        """A drift is never below nothing; a day is needed."""
        tr = self.desk.look.tr
        found = []
        for edit in edits:
            if edit.column == "allowed_drift" and edit.text.strip().startswith(("-", "\u2212")):
                words = self.desk.failure_text(UserError("number-negative", text=edit.text))
                found.append(Verdict(edit.row, edit.column, words))
            if edit.column == "day" and not edit.text and self.stored(edit.row):
                found.append(Verdict(edit.row, edit.column, tr("instruments.need_day")))
        return found

    def stored(self, row: str) -> bool:
        """Whether it is known."""
        one = self._instrument()
        return one is not None and any(each.check.id == row for each in one.checks)

    def added(self, row: str, texts: Texts) -> object:
        """A new one: on the day of the certification unless another is typed."""
        one = self._instrument()
        values = {name: text for name, text in texts.items() if text}
        if "day" not in values and self.day is not None:
            values["day"] = self.day.isoformat()
        identity = InstrumentId("") if one is None else one.id
        return AddFieldCheck(instrument_id=identity, values=values, id=row)

    def changed(self, row: str, texts: Texts) -> object:
        """Other values."""
        return ChangeFieldCheck(check_id=row, values=texts)

    def removed(self, row: str) -> object:
        """It goes."""
        return RemoveFieldCheck(check_id=row)


class RangeSheet(RowSheet):
    """The ranges of one instrument; a row is a quantity."""

    adds = False
    removes = False

    def __init__(self, desk: Desk, instrument: Callable[[], InstrumentRow | None]) -> None:
        super().__init__(desk, "")
        self._instrument = instrument

    def plan(self, edits: Sequence[Edit]) -> Sequence[Verdict]:
        """What is no range."""
        found = []
        for edit in edits:
            try:
                read_range(edit.text)
            except UserError as error:
                found.append(Verdict(edit.row, edit.column, self.desk.failure_text(error)))
        return found

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """The instrument with other ranges; those on their way to disk are among them."""
        del action
        one, grid = self._instrument(), self.grid
        if one is None or grid is None:
            return
        drafts = grid.grid.drafts.items()
        ranges = {
            **one.instrument.ranges,
            **{row: draft.text for (row, _), draft in drafts if not draft.problem},
            **{edit.row: edit.text for edit in edits},
        }
        self.send(ChangeInstrument(instrument_id=one.id, values={"ranges": ranges}), edits)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())

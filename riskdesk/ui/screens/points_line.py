"""The line above the sheet: day, instruments and field calibration of the row with the focus."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Instrument
from riskdesk.domain.values import format_decimal
from riskdesk.services.context import Context
from riskdesk.services.instruments_register import FieldCheckRow, instrument_checks, state_on
from riskdesk.services.points_page import PointRow
from riskdesk.ui.kit.labels import IconLabel, Text, ground
from riskdesk.ui.look import Look

_SIGNS = {"bad": ("error", "invalid"), "open": ("warning", "attention"), "good": ("tick", "ok")}
_OF_DRIFT = {"within": "good", "open": "open", "drifted": "bad", "off-reference": "bad"}
_OF_STATE = {"valid": "good", "expires": "good", "undated": "open"}


class PointsLine(QWidget):
    """One line; what is wrong with an instrument or its calibration has its sign first."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        ground(self, "page")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 0, 16, 6)))
        row.setSpacing(look.theme.length(6))
        self._signs = {
            name: IconLabel(look, icon, tone, look.tr(f"points.line_{name}"), size=13)
            for name, (icon, tone) in _SIGNS.items()
        }
        for sign in self._signs.values():
            row.addWidget(sign)
        self._text = Text(look, "", "small", "text_2", wrap=True)
        row.addWidget(self._text, 1)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_row(self, row: PointRow | None, dossier: Dossier, context: Context) -> None:
        """Say it of a row; nothing is said of one that is not there."""
        self.setVisible(row is not None)
        if row is None:
            return
        tr, day = self._look.tr, row.measured_on
        said, seen = [f"{day:%d.%m.%Y}"], []
        for name in row.point.instruments:
            instrument = dossier.instrument_by_id[name]
            said.append(self._named(instrument))
            seen.append(_OF_STATE.get(state_on(instrument, day), "bad"))
            for check in instrument_checks(dossier, name, day, context.catalog):
                said.append(self._checked(check))
                seen.append(_OF_DRIFT[check.drift.status])
        if not row.point.instruments:
            said.append(tr("points.line_none"))
            seen.append("open")
        worst = next((sign for sign in _SIGNS if sign in seen), "open")
        for each, label in self._signs.items():
            label.setVisible(each == worst)
        self._text.setText(" · ".join(said))

    def _named(self, instrument: Instrument) -> str:
        tr, until = self._look.tr, instrument.valid_until
        words = f"{instrument.name} {instrument.serial}".strip()
        if until is None:
            return f"{words}, {tr('points.line_undated')}"
        return f"{words}, {tr('strip.until', day=until.strftime('%d.%m.%Y'))}"

    def _checked(self, row: FieldCheckRow) -> str:
        check, tr = row.check, self._look.tr
        numbers = {
            part: "–" if value is None else format_decimal(value, self._look.language)
            for part, value in (
                ("before", check.before),
                ("after", check.after),
                ("drift", row.drift.drift),
            )
        }
        return tr("points.line_checked", unit=tr.text(row.unit), **numbers)

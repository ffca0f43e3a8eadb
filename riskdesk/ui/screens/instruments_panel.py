"""The panel beside the register: is this instrument good for what it measured, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.services.instruments_register import FieldCheckRow, InstrumentRow, InstrumentState
from riskdesk.services.queries_instruments import InstrumentsPage, MeasuredRow
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.labels import KeyHint, Text, ground
from riskdesk.ui.look import Look
from riskdesk.ui.screens.instruments_cells import STATE_SIGN, day_text
from riskdesk.ui.screens.instruments_parts import DRIFT_SIGN, drift_lines

_PHOTO = 240


class InstrumentPanel(QWidget):
    """Verification, calibration or photo of what has the focus (F4)."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        ground(self, "panel")
        self.setAccessibleName(look.tr("instruments.panel"))
        side = look.theme.length(16)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.theme.length(12), 0, 0)
        box.setSpacing(look.theme.length(4))
        head = QHBoxLayout()
        head.setContentsMargins(side, 0, side, 0)
        self._title = Text(look, "", "heading", weight="strong", wrap=True)
        head.addWidget(self._title, 1)
        head.addWidget(KeyHint(look, "F4"), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        self._column = PanelColumn(look)
        box.addWidget(self._column, 1)
        self.setMinimumWidth(look.theme.length(260))

    def show_instrument(
        self,
        page: InstrumentsPage,
        row: InstrumentRow | None,
        measured: Sequence[MeasuredRow],
        check: FieldCheckRow | None = None,
        photo: QImage | None = None,
    ) -> None:
        """Explain an instrument; without one, what an instrument must be."""
        tr, column = self._look.tr, self._column
        self._title.setText(tr("instruments.panel_none") if row is None else row.instrument.name)
        column.start()
        if photo is not None and not photo.isNull():
            column.add(self._picture(photo))
        if row is not None and check is not None:
            self._check(check)
        elif row is not None:
            self._verification(page, row)
            self._measured(measured)
        column.head(tr("instruments.rule"))
        keys = ("rule_check_1", "rule_check_2") if check else ("rule_1", "rule_2", "rule_3")
        for key in keys:
            column.text(tr(f"instruments.{key}"), "text_2")
        column.finish()

    def _verification(self, page: InstrumentsPage, row: InstrumentRow) -> None:
        tr, column, one = self._look.tr, self._column, row.instrument
        begins, ends = day_text(one.verified_on) or "–", day_text(one.valid_until) or "–"
        column.text(tr("instruments.why_term", begins=begins, ends=ends), role="body")
        self._state("why_day", page.day, row.measured_state)
        if page.today != page.day:
            self._state("why_today", page.today, row.state)
        if row.days is not None and row.days >= 0:
            column.text(tr("instruments.why_left", days=row.days), "text_2")

    def _state(self, key: str, day: object, state: InstrumentState) -> None:
        tr = self._look.tr
        icon, tone = STATE_SIGN[state]
        words = tr(
            f"instruments.{key}", day=f"{day:%d.%m.%Y}", state=tr(f"instruments.state_{state}")
        )
        self._column.signed(icon, tone, words, "text")

    def _measured(self, measured: Sequence[MeasuredRow]) -> None:
        tr, column = self._look.tr, self._column
        column.head(tr("instruments.tab_measured"))
        if not measured:
            column.text(tr("instruments.measured_none"), "text_2")
            return
        bad = [row for row in measured if row.fault.ru]
        column.pair(tr("instruments.why_used"), str(len(measured)))
        column.pair(tr("instruments.not_covered"), str(len(bad)), strong=bool(bad))
        for fault in list(dict.fromkeys(tr.text(row.fault) for row in bad))[:2]:
            column.signed("error", "invalid", fault, "text")

    def _check(self, row: FieldCheckRow) -> None:
        tr, column = self._look.tr, self._column
        column.text(f"{day_text(row.check.day)} · {tr.text(row.quantity)}", "text_2")
        icon, tone = DRIFT_SIGN[row.drift.status]
        column.signed(icon, tone, tr(f"instruments.drift_{row.drift.status}"), "text")
        for line in drift_lines(self._look, row.check, row.drift):
            column.text(line, role="body")
        if row.drift.faulty:
            column.text(tr("instruments.why_faulty"), "invalid")
        if row.drift.status == "open":
            column.text(tr("instruments.why_open"), "text_2")

    def _picture(self, photo: QImage) -> Text:
        label = Text(self._look)
        wide = self._look.theme.length(_PHOTO)
        smooth = Qt.TransformationMode.SmoothTransformation
        label.setPixmap(QPixmap.fromImage(photo).scaledToWidth(wide, smooth))
        label.setAccessibleName(self._look.tr("files.photo"))
        return label

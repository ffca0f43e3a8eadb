"""Rows of a sheet as they are now: stored, on their way to disk, or being typed.

All of it is worked out from the last frozen snapshot in the window's own thread: whatever the
worker is busy with, the class follows the last key.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from riskdesk.domain.model import Certification, Point
from riskdesk.rules.evaluate import evaluate_point, rule_limit
from riskdesk.rules.families import FamilySpec
from riskdesk.rules.finding import Finding, Limit
from riskdesk.rules.own import with_own
from riskdesk.rules.substances import SubstanceBook
from riskdesk.services.edit_point_rows import blank_point
from riskdesk.services.points_cells import CellEdit, CellPlan, plan
from riskdesk.services.points_instruments import Linking
from riskdesk.services.points_page import PointRow, instruments_said
from riskdesk.services.queries_points import PointsAnswer


class LiveRows:
    """The rows of one family. ``zone``: that in which new rows begin."""

    def __init__(self, answer: PointsAnswer) -> None:
        self.zone = ""
        self._sent: dict[str, Point] = {}
        self._flying: Counter[str] = Counter()
        self._tried: Point | None = None
        self._judged: dict[str, PointRow] = {}
        self.take(answer)

    def take(self, answer: PointsAnswer) -> None:
        """Newer rows; what is still on its way stays over them."""
        self.answer = answer
        self._stored: dict[str, PointRow] = {row.point.id: row for row in answer.page.rows}
        self._judged.clear()
        self._norms: dict[str, Limit | None] = {}
        dossier, catalog = answer.snapshot.dossier, answer.context.catalog
        self._linking = Linking(dossier.certification, dossier.instruments, catalog)
        for name in [name for name in self._sent if not self._flying[name]]:
            del self._sent[name]

    @property
    def certification(self) -> Certification:
        """The certification of the rows."""
        return self.answer.snapshot.dossier.certification

    @property
    def spec(self) -> FamilySpec:
        """The family."""
        return self.answer.context.catalog.families[self.answer.page.family]

    @property
    def substances(self) -> SubstanceBook:
        """The lists of substances with those of the specialist."""
        own = self.answer.snapshot.dossier.own_substances
        return with_own(self.answer.context.catalog.substances, own)

    def keys(self, zone: str = "") -> list[str]:
        """The stored rows in their order, of one zone or of all."""
        rows = self.answer.page.rows
        return [row.point.id for row in rows if not zone or row.point.zone == zone]

    def stored(self, key: str) -> bool:
        """Whether the row is on disk."""
        return key in self._stored

    def row(self, key: str) -> PointRow | None:
        """The row as it is now; ``None`` for one that nothing was typed into."""
        stored, point = self._stored.get(key), self._changed(key)
        if point is None:
            if stored is not None and not stored.judged:
                return self._judge(key, stored, stored.point)
            return stored
        return self._judge(key, stored, point)

    def resting(self, key: str) -> PointRow | None:
        """The row without what is being typed: what its cells hold."""
        if self._tried is None or self._tried.id != key:
            return self.row(key)
        stored, sent = self._stored.get(key), self._sent.get(key)
        return replace(stored, point=sent) if stored is not None and sent is not None else stored

    def point(self, key: str) -> Point:
        """The point as stored or on its way; a blank one for a row that begins here."""
        found, stored = self._sent.get(key), self._stored.get(key)
        if found is not None:
            return found
        if stored is not None:
            return stored.point
        count = len(self._stored) + sum(name not in self._stored for name in self._sent)
        family, name = self.answer.page.family, self.certification.id
        return blank_point(name, family, key, count + 1, self.zone)

    def norm(self, key: str) -> Limit | None:
        """The level by the state norm at the first workplace of a row, whether measured or not."""
        row, dossier = self._stored.get(key), self.answer.snapshot.dossier
        quantity = next((judge.limit for judge in self.spec.judges if judge.limit), "")
        if row is None or not row.stays or not quantity:
            return None
        if key not in self._norms:
            workplace = dossier.workplace_by_id[row.stays[0].workplace_id]
            catalog = self.answer.context.catalog
            self._norms[key] = rule_limit(dossier, workplace, quantity, catalog)
        return self._norms[key]

    def plan(self, edits: Iterable[CellEdit]) -> CellPlan:
        """What would become of edits; nothing is stored."""
        wanted = tuple(edits)
        known = {edit.point_id: self.point(edit.point_id) for edit in wanted}
        planned = plan(wanted, known, self.answer.context)
        return replace(planned, points=tuple(self._linked(p, known[p.id]) for p in planned.points))

    def _linked(self, point: Point, before: Point) -> Point:
        """The point with the instruments that it takes by itself."""
        if point.id in self._stored or point.id in self._sent:
            return self._linking.changed(point, before)
        return self._linking.begun(point)

    def try_cell(self, edit: CellEdit) -> None:
        """A cell is being typed; a text that cannot stand there counts as empty."""
        planned = self.plan([edit])
        if planned.refused:
            planned = self.plan([replace(edit, text="")])
        self._tried = planned.points[0] if planned.points else self.point(edit.point_id)
        self._judged.pop(edit.point_id, None)

    def rest(self) -> str:
        """Nothing is being typed any more; the row that was."""
        tried, self._tried = self._tried, None
        if tried is None:
            return ""
        self._judged.pop(tried.id, None)
        return tried.id

    def send(self, edits: Sequence[CellEdit]) -> None:
        """Edits are on their way to disk."""
        for point in self.plan(edits).points:
            self._sent[point.id] = point
            self._judged.pop(point.id, None)
        self._flying.update({edit.point_id for edit in edits})

    def arrive(self, edits: Sequence[CellEdit], *, stored: bool) -> None:
        """They are there, or were refused: then the rows are as they were."""
        for name in {edit.point_id for edit in edits}:
            self._flying[name] -= 1
            if not stored:
                self._sent.pop(name, None)
                self._judged.pop(name, None)

    def _changed(self, key: str) -> Point | None:
        if self._tried is not None and self._tried.id == key:
            return self._tried
        return self._sent.get(key)

    def _judge(self, key: str, stored: PointRow | None, point: Point) -> PointRow:
        known = self._judged.get(key)
        if known is not None:
            return known
        snapshot, catalog = self.answer.snapshot, self.answer.context.catalog
        found = evaluate_point(snapshot.dossier, point, catalog)
        base = stored if stored is not None else self._begun(point)
        made = replace(
            base,
            point=point,
            measured_on=point.measured_on or self._day,
            instrument=instruments_said(point, snapshot.dossier),
            finding=replace(found.finding, mark=None, mark_reason=""),
            parts=found.parts,
            judged=True,
        )
        self._judged[key] = made
        return made

    @property
    def _day(self) -> date:
        return self.certification.measured_on

    def _begun(self, point: Point) -> PointRow:
        return PointRow(
            point=point,
            measured_on=self._day,
            instrument="",
            finding=Finding(subject=point.family, status="not-measured"),
            parts=(),
            stays=(),
            problems=(),
            attachments=0,
        )

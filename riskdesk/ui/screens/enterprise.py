"""The enterprise and its certification on one page: each field is stored when it is left."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.domain.desk import CommissionMember
from riskdesk.domain.model import Certification, Enterprise
from riskdesk.domain.values import LocalizedText
from riskdesk.services.ports import Area
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.dialogs.choose_ruleset import ChooseRulesetDialog
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text, ground
from riskdesk.ui.kit.scrolling import Scrolled
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.enterprise_commission import Commission
from riskdesk.ui.screens.enterprise_facts import (
    FACTS,
    certification_command,
    enterprise_command,
    texts_of,
)
from riskdesk.ui.screens.enterprise_field import FactField
from riskdesk.ui.session import Session

_NARROW = 900
_LEFT: tuple[tuple[str, ...], ...] = (
    ("name_kk",), ("name_ru",), ("activity", "bin"), ("address_kk",), ("address_ru",),
)  # fmt: skip
_RIGHT: tuple[tuple[str, ...], ...] = (
    ("title",), ("kind", "parent_id"), ("ground",), ("contract", "contract_on"),
    ("begins", "ends", "reported_on"), ("measured_on", "outdoor", "pressure"),
)  # fmt: skip
_LABORATORY: tuple[tuple[str, ...], ...] = (
    ("laboratory_kk",), ("laboratory_ru",),
    ("accreditation", "accredited_from", "accredited_until"),
)  # fmt: skip
Known = tuple[Enterprise, Certification, tuple[CommissionMember, ...], LocalizedText, bool]


class EnterpriseScreen(ScreenWidget):
    """A place's thing is a person of the commission, its row a field."""

    areas: ClassVar[frozenset[Area]] = frozenset({Area.CERTIFICATIONS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look, tr = self.look, self.look.tr
        self._known: Known | None = None
        self._texts: dict[str, str] = {}
        self._sent: dict[str, str] = {}
        """What is on its way to the disk: an older answer does not take it back."""
        self._wanted: Place | None = None
        self._met = False
        self.fields: dict[str, FactField] = {}
        self.choices: dict[str, Choice] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        onward = button(look, tr("enterprise.to_structure"), "main", keys="Alt+2")
        onward.setShortcut("")
        onward.clicked.connect(lambda: desk.go(Place("structure")))
        self._head = PageHead(look, tr("rail.enterprise"), onward)
        box.addWidget(self._head)
        inner = ground(QWidget(), "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(look.theme.length(n) for n in (16, 4, 16, 16)))
        column.setSpacing(look.theme.length(18))
        self._halves = QHBoxLayout()
        self._halves.setSpacing(look.theme.length(32))
        left = self._part("enterprise", _LEFT)
        left.addSpacing(look.theme.length(16))
        left.addLayout(self._part("laboratory", _LABORATORY))
        left.addStretch(1)
        right = self._part("certification", _RIGHT)
        right.addSpacing(look.theme.length(16))
        right.addLayout(self._criteria())
        right.addStretch(1)
        self._halves.addLayout(left, 1)
        self._halves.addLayout(right, 1)
        column.addLayout(self._halves)
        column.addLayout(self._people())
        column.addStretch(1)
        box.addWidget(Scrolled(inner), 1)

    def refresh(self) -> None:
        """Ask for the facts."""
        if self.desk.certification is None:
            return
        certification = self.desk.certification_id

        def read(session: Session, _: object) -> Known:
            snapshot = session.snapshot(certification)
            dossier, found = snapshot.dossier, snapshot.assessment
            return (dossier.enterprise, dossier.certification, dossier.commission,
                    found.ruleset_title, found.ruleset_proposed)  # fmt: skip

        self.desk.jobs.ask(read).on_done(while_alive(self, self._show)).start()

    def place(self) -> Place:
        """The person or the field with the focus."""
        focus = self.focusWidget()
        row = next((key for key, field in self.fields.items() if field.line is focus), "")
        thing = self.commission.current_key() if focus is self.commission else ""
        return Place("enterprise", thing, row=row)

    def show_place(self, place: Place) -> None:
        """Put the focus on a person or a field."""
        self._wanted = place
        if self._known is not None:
            self._go()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the parts stand under each other."""
        super().resizeEvent(event)
        narrow = self.width() < self.look.theme.length(_NARROW)
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _part(self, name: str, rows: tuple[tuple[str, ...], ...]) -> QVBoxLayout:
        look = self.look
        box = QVBoxLayout()
        box.setSpacing(look.theme.length(8))
        box.addWidget(Text(look, look.tr(f"enterprise.part_{name}"), "heading", weight="strong"))
        for keys in rows:
            grid = QGridLayout()
            grid.setHorizontalSpacing(look.theme.length(12))
            for number, key in enumerate(keys):
                grid.addWidget(self._field(key), 0, number, Qt.AlignmentFlag.AlignTop)
                grid.setColumnStretch(number, 2 if number == 0 and len(keys) > 1 else 1)
            box.addLayout(grid)
        return box

    def _field(self, key: str) -> QWidget:
        if FACTS[key].kind != "choice":
            made = FactField(self.desk, key)
            made.left.connect(self._store)
            self.fields[key] = made
            return made
        words, holder = self.look.tr(f"enterprise.{key}"), QWidget()
        choice = Choice(self.look)
        choice.setAccessibleName(words)
        choice.chosen.connect(lambda value: self._store(key, str(value)))
        box = labelled(self.look, words, choice)
        box.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(box)
        self.choices[key] = choice
        return holder

    def _criteria(self) -> QVBoxLayout:
        look, tr = self.look, self.look.tr
        box = QVBoxLayout()
        box.setSpacing(look.theme.length(6))
        box.addWidget(Text(look, tr("enterprise.part_criteria"), "heading", weight="strong"))
        self._ruleset = Text(look, "", wrap=True)
        box.addWidget(self._ruleset)
        choose = button(look, tr("top.ruleset"))
        choose.clicked.connect(lambda: ChooseRulesetDialog(self.desk, self.window()).open())
        box.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _people(self) -> QVBoxLayout:
        look, tr = self.look, self.look.tr
        box = QVBoxLayout()
        box.setSpacing(look.theme.length(6))
        box.addWidget(Text(look, tr("enterprise.commission"), "heading", weight="strong"))
        why = Text(look, tr("enterprise.commission_why"), "small", "text_2", wrap=True)
        box.addWidget(why)
        self.commission = Commission(self.desk)
        box.addWidget(self.commission)
        return box

    def _show(self, known: Known) -> None:
        enterprise, certification, people, ruleset, proposed = known
        self._known = known
        stored = texts_of(enterprise, certification, self.look.language)
        self._texts = stored | self._sent
        tr, thing = self.look.tr, f"enterprise/{certification.id}"
        self._head.show_title(tr.text(enterprise.name))
        self._head.second.setText(f"{certification.title} · {tr('enterprise.stored_by_itself')}")
        self._options(certification)
        for key, field in self.fields.items():
            field.show_stored(stored[key], thing)
        self._allow()
        words = tr.text(ruleset)
        self._ruleset.setText(
            f"{words} · {tr('enterprise.ruleset_proposed')}" if proposed else words
        )
        self._ruleset.set_tone("attention" if proposed else "text")
        self.commission.show_people(people, certification.id)
        self._go()

    def _options(self, certification: Certification) -> None:
        tr = self.look.tr
        kinds = [(one, tr(f"enterprise.kind_{one}")) for one in ("periodic", "extraordinary")]
        self.choices["kind"].set_options(kinds)
        others = [
            (row.id, f"{row.title} · {row.measured_on:%d.%m.%Y}")
            for row in self.desk.known
            if row.enterprise_id == certification.enterprise_id and row.id != certification.id
        ]
        self.choices["parent_id"].set_options([("", tr("enterprise.no_parent")), *others])
        for key, choice in self.choices.items():
            choice.show_value(self._texts[key])

    def _allow(self) -> None:
        """A ground is asked for only where there has to be one."""
        extraordinary = self._texts["kind"] == "extraordinary"
        self.fields["ground"].setVisible(extraordinary)

    def _store(self, key: str, text: str) -> None:
        """One command for the field that was left; the others as they are on disk or on the way."""
        if self._known is None:
            return
        before = self._texts[key]
        self._texts[key] = self._sent[key] = text
        enterprise, certification = self._known[:2]
        command: object
        if FACTS[key].of == "enterprise":
            command = enterprise_command(enterprise, self._texts)
        else:
            command = certification_command(certification, self._texts)
        if FACTS[key].kind == "choice":
            self._allow()
        job = self.desk.jobs.change(command)
        job.on_done(while_alive(self, lambda _: self._settled(key, text)))
        job.on_failed(while_alive(self, partial(self._refused, key, text, before))).start()

    def _settled(self, key: str, text: str) -> None:
        self._arrived(key, text)
        field = self.fields.get(key)
        if field is not None and self._known is not None:
            self.desk.drafts.settle(f"enterprise/{self._known[1].id}", key, text)
            field.settled(text)
        for other in self.fields.values():  # what was refused may fit now
            if other.refused and other is not field:
                other.line.editingFinished.emit()

    def _refused(self, key: str, text: str, before: str, error: Exception) -> None:
        self._arrived(key, text)
        if self._texts.get(key) == text:
            self._texts[key] = before
        if key in self.fields:
            self.fields[key].refuse(self.desk.failure_text(error))
        else:
            self.choices[key].show_value(before)
            self._allow()

    def _arrived(self, key: str, text: str) -> None:
        if self._sent.get(key) == text:
            del self._sent[key]

    def _go(self) -> None:
        place, self._wanted = self._wanted, None
        if place is None:
            return
        if place.thing and self.commission.go_to(place.thing):
            self.commission.setFocus()
            return
        first = "name_kk" if self.look.language == "kk" else "name_ru"
        field = self.fields.get(place.row or first)
        if field is not None:
            field.line.setFocus()


SCREEN = Screen("enterprise", EnterpriseScreen)

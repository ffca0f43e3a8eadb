"""A substance that the state's lists lack: its names, limits and the act they are from."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from riskdesk.domain.desk import OwnSubstance
from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.substance import Effect, State
from riskdesk.services.edit_own import AddOwnSubstance, ChangeOwnSubstance
from riskdesk.services.own_records import TypedSubstance, criterion_rows, read_substance
from riskdesk.services.queries_own import own_records
from riskdesk.ui.desk import Desk
from riskdesk.ui.dialogs.own_form import OwnForm, show_texts
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.fields.choice import Choice, Tick
from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.session import Session

_CLASSES = ("1", "2", "3", "4")
Known = tuple[Catalog, dict[str, LocalizedText], OwnSubstance | None]


class OwnSubstanceDialog(OwnForm):
    """``identity``: the record that is changed, "" for a new one."""

    def __init__(self, desk: Desk, parent: QWidget | None, identity: str = "") -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(desk, parent, tr("own.substance_title"), tr("own.substance_second"))
        self.subject = self._identity = identity
        self._catalog: Catalog | None = None
        self._name_en = ""
        self.name_kk, self.name_ru = QLineEdit(), QLineEdit()
        self.reference, self.remark = QLineEdit(), QLineEdit()
        self.cas, self.formula = QLineEdit(), QLineEdit()
        self.single, self.shift = DecimalField(stored=False), DecimalField(stored=False)
        none = ("", tr("book.not_given"))
        self.hazard = Choice(look, [none, *((each, each) for each in _CLASSES)])
        self.state = Choice(
            look, [none, *((each.value, tr(f"book.level.{each.value}")) for each in State)]
        )
        self.chosen_row = Choice(look, [("", tr("own.by_traits"))])
        self.row(("name_kk", "own.name_kk", self.name_kk), ("name_ru", "own.name_ru", self.name_ru))
        self.row(("reference", "own.reference_field", self.reference))
        self.row(
            ("cas", "own.cas", self.cas),
            ("formula", "own.formula", self.formula),
            ("single", "own.single", self.single),
            ("shift", "own.shift", self.shift),
        )
        self.row(
            ("hazard_class", "own.hazard_class", self.hazard),
            ("state", "own.state", self.state),
            ("criterion_row", "own.criterion_row", self.chosen_row),
        )
        self.effects = {each.value: Tick(look, tr(f"book.level.{each.value}")) for each in Effect}
        ticks = QWidget()
        grid = QGridLayout(ticks)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, tick in enumerate(self.effects.values()):
            tick.clicked.connect(self._on_typed)
            grid.addWidget(tick, number // 3, number % 3)
        self.row(("effects", "own.effects", ticks))
        self.row(("remark", "own.remark", self.remark))
        self.finish()
        for choice in (self.hazard, self.state, self.chosen_row):
            choice.show_value("")
        self.act.setEnabled(False)

        def read(session: Session, _: object) -> Known:
            catalog = session.context.catalog
            own = own_records(session.unit_of_work()).substance(identity) if identity else None
            return catalog, dict(criterion_rows(catalog)), own

        desk.jobs.ask(read).on_done(while_alive(self, self._show)).start()

    def found(self) -> tuple[UserError, ...]:
        """Every fault of what stands in the fields."""
        return () if self._catalog is None else read_substance(self._typed_now(), self._catalog)[1]

    def command(self) -> object:
        """Add or change."""
        typed = self._typed_now()
        if self._identity:
            return ChangeOwnSubstance(substance_id=self._identity, typed=typed)
        return AddOwnSubstance(typed=typed)

    def _show(self, known: Known) -> None:
        self._catalog, rows, own = known
        tr = self.look.tr
        titles = [(row, self.look.sentence(title)) for row, title in rows.items()]
        self.chosen_row.set_options([("", tr("own.by_traits")), *titles])
        self.chosen_row.show_value("")
        self.act.setEnabled(True)
        if own is None:
            return
        language = self.look.language
        self._name_en = own.name.en
        numbers = [
            "" if value is None else format_decimal(value, language)
            for value in (own.single, own.shift)
        ]
        show_texts((
            (self.name_kk, own.name.kk), (self.name_ru, own.name.ru),
            (self.reference, own.reference), (self.remark, own.remark),
            (self.cas, own.cas), (self.formula, own.formula),
            (self.single, numbers[0]), (self.shift, numbers[1]),
        ))  # fmt: skip
        self.hazard.show_value(str(own.hazard_class or ""))
        self.state.show_value(own.state)
        self.chosen_row.show_value(own.criterion_row)
        for effect, tick in self.effects.items():
            tick.setChecked(effect in own.effects)

    def _typed_now(self) -> TypedSubstance:
        return TypedSubstance(
            name=LocalizedText(self.name_kk.text(), self.name_ru.text(), self._name_en),
            reference=self.reference.text(),
            cas=self.cas.text(),
            formula=self.formula.text(),
            single=self.single.text(),
            shift=self.shift.text(),
            hazard_class=str(self.hazard.currentData() or ""),
            state=str(self.state.currentData() or ""),
            effects=tuple(effect for effect, tick in self.effects.items() if tick.isChecked()),
            criterion_row=str(self.chosen_row.currentData() or ""),
            remark=self.remark.text(),
        )

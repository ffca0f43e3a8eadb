"""A local norm of a quantity: its title, ends and the act they are from."""

from PySide6.QtWidgets import QLineEdit, QWidget

from riskdesk.domain.desk import OwnNorm
from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.services.context import Context
from riskdesk.services.edit_own import AddOwnNorm, ChangeOwnNorm
from riskdesk.services.own_records import TypedNorm, read_norm
from riskdesk.services.queries_own import own_records
from riskdesk.ui.desk import Desk
from riskdesk.ui.dialogs.own_form import OwnForm, show_texts
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.session import Session

Known = tuple[Context, OwnNorm | None]


class OwnNormDialog(OwnForm):
    """``identity``: the record that is changed, "" for a new one."""

    def __init__(self, desk: Desk, parent: QWidget | None, identity: str = "") -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(desk, parent, tr("own.norm_title"), tr("own.norm_second"))
        self.subject = self._identity = identity
        self._context: Context | None = None
        self._title_en = ""
        self.title_kk, self.title_ru = QLineEdit(), QLineEdit()
        self.reference, self.remark, self.day = QLineEdit(), QLineEdit(), QLineEdit()
        self.quantity = Choice(look)
        self.low, self.high = DecimalField(stored=False), DecimalField(stored=False)
        self.row(("quantity", "own.quantity", self.quantity))
        self.row(
            ("title", "own.name_kk", self.title_kk), ("title_ru", "own.name_ru", self.title_ru)
        )
        self.row(("reference", "own.reference_field", self.reference))
        self.row(
            ("low", "own.low", self.low),
            ("high", "own.high", self.high),
            ("from_day", "own.from_day", self.day),
        )
        self.row(("remark", "own.remark", self.remark))
        self.finish()
        self.act.setEnabled(False)

        def read(session: Session, _: object) -> Known:
            own = own_records(session.unit_of_work()).norm(identity) if identity else None
            _ = session.context.catalog.quantities
            return session.context, own

        desk.jobs.ask(read).on_done(while_alive(self, self._show)).start()

    def found(self) -> tuple[UserError, ...]:
        """Every fault of what stands in the fields."""
        return () if self._context is None else read_norm(self._typed_now(), self._context)[1]

    def command(self) -> object:
        """Add or change."""
        typed = self._typed_now()
        if self._identity:
            return ChangeOwnNorm(norm_id=self._identity, typed=typed)
        return AddOwnNorm(typed=typed)

    def _show(self, known: Known) -> None:
        self._context, own = known
        tr = self.look.tr
        specs = self._context.catalog.quantities
        self.quantity.set_options(
            [
                (name, ", ".join(filter(None, (self.look.sentence(s.title), tr.text(s.unit)))))
                for name, s in specs.items()
            ]
        )
        self.quantity.show_value("" if own is None else own.quantity)
        self.act.setEnabled(True)
        if own is None:
            return
        language = self.look.language
        ends = ["" if end is None else format_decimal(end, language) for end in (own.low, own.high)]
        self._title_en = own.title.en
        show_texts((
            (self.title_kk, own.title.kk), (self.title_ru, own.title.ru),
            (self.reference, own.reference), (self.remark, own.remark),
            (self.low, ends[0]), (self.high, ends[1]),
            (self.day, own.from_day.strftime("%d.%m.%Y") if own.from_day else ""),
        ))  # fmt: skip

    def _typed_now(self) -> TypedNorm:
        return TypedNorm(
            quantity=str(self.quantity.currentData() or ""),
            title=LocalizedText(self.title_kk.text(), self.title_ru.text(), self._title_en),
            reference=self.reference.text(),
            low=self.low.text(),
            high=self.high.text(),
            from_day=self.day.text(),
            remark=self.remark.text(),
        )

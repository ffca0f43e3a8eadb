"""Choosing the rule set of the certification on the desk."""

from PySide6.QtWidgets import QWidget

from riskdesk.services.edit import ChooseRuleset
from riskdesk.ui.desk import Desk
from riskdesk.ui.dialogs.ruleset_fields import RulesetFields, ruleset_choices
from riskdesk.ui.kit.dialog import Dialog


class ChooseRulesetDialog(Dialog):
    """Asks once; without an answer the proposed set goes on being shown as proposed."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        tr = desk.look.tr
        super().__init__(desk.look, parent, tr("ruleset.title"), tr("ruleset.why"))
        self._desk = desk
        self.fields = RulesetFields(desk.look)
        self.fields.changed.connect(self._judge)
        self.body.addWidget(self.fields)
        self.body.addStretch(1)
        _, self.act = self.verbs(tr("ruleset.act"))
        self.act.clicked.connect(self._choose)
        self.setMinimumWidth(desk.look.theme.length(640))
        row = desk.certification
        chosen = row.ruleset if row is not None else None
        options = row.options if row is not None else {}
        desk.jobs.ask(ruleset_choices).on_done(
            lambda known: self.fields.show_choices(known, chosen, options)
        ).start()
        self._judge()

    def _judge(self) -> None:
        self.act.setEnabled(bool(self.fields.chosen))
        self.hint.setText("" if self.fields.chosen else self.look.tr("ruleset.first"))

    def _choose(self) -> None:
        command = ChooseRuleset(
            certification_id=self._desk.certification_id,
            ruleset=self.fields.chosen,
            options=self.fields.options,
        )
        self._desk.jobs.change(command).on_done(lambda _: self._chosen()).start()

    def _chosen(self) -> None:
        self._desk.jobs.ask(lambda session, _: session.certifications()).on_done(
            self._desk.put
        ).start()
        self.accept()

"""What belongs to an edition or a table of the criteria book: clause, dates, trust."""

from riskdesk.services.queries_book import Edition
from riskdesk.services.queries_book_try import Tried
from riskdesk.services.queries_norms import NormPage
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.look import Look
from riskdesk.ui.screens.criteria_rows import verified_sign


def explain_edition(look: Look, notes: PanelColumn, edition: Edition, answer: Tried | None) -> None:
    """The full title, the clause in both languages, dates, trust, the reasoning of a try."""
    tr = look.tr
    notes.head(tr.text(edition.title))
    for clause in dict.fromkeys((edition.clause.kk, edition.clause.ru)):
        notes.text(clause, "accent")
    since = edition.in_force.strftime("%d.%m.%Y") if edition.in_force else "–"
    until = edition.until.strftime("%d.%m.%Y") if edition.until else tr("book.still")
    checked = edition.checked.strftime("%d.%m.%Y")
    notes.text(tr("book.days", since=since, until=until, checked=checked), "text_2")
    sign = verified_sign(look, edition)
    role = "ok" if sign.icon == "tick" else "attention"
    notes.signed(sign.icon, role, sign.meaning, sign.tone)
    for line in answer.trace[:-1] if answer is not None else ():
        notes.text(look.sentence(line), role="body")
    if tr.text(edition.note):
        notes.text(tr.text(edition.note), "text_2")


def explain_norm(look: Look, notes: PanelColumn, page: NormPage) -> None:
    """The act, the unit, trust, what is noted of a table of levels."""
    tr = look.tr
    notes.start()
    notes.text(tr.text(page.clause), "accent")
    if tr.text(page.unit):
        notes.text(tr("book.unit", unit=page.unit), "text_2")
    icon, role = ("tick", "ok") if page.verified == "source" else ("unverified", "attention")
    words = tr(f"book.verified.{page.verified}")
    notes.signed(icon, role, words, "ok" if role == "ok" else "attention")
    if tr.text(page.note):
        notes.text(tr.text(page.note), "text_2")
    notes.finish()

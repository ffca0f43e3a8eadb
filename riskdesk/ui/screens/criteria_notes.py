"""What belongs to an edition or a table of the criteria book: clause, dates, trust."""

from riskdesk.domain.values import LocalizedText
from riskdesk.services.queries_book import CriterionPage, Edition
from riskdesk.services.queries_book_try import Tried
from riskdesk.services.queries_norms import NormPage
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.look import Look
from riskdesk.ui.screens.criteria_rows import day, verified_sign


def explain_edition(
    look: Look, notes: PanelColumn, edition: Edition, answer: Tried | None, otherwise: LocalizedText
) -> None:
    """The full title, the clause in both languages, dates, trust, the reasoning of a try."""
    tr = look.tr
    notes.head(tr.text(edition.title))
    for clause in dict.fromkeys((edition.clause.kk, edition.clause.ru)):
        notes.text(clause, "accent")
    until = day(edition.until) if edition.until else tr("book.still")
    since, checked = day(edition.in_force), day(edition.checked)
    notes.text(tr("book.days", since=since, until=until, checked=checked), "text_2")
    sign = verified_sign(look, edition)
    role = "ok" if sign.icon == "tick" else "attention"
    notes.signed(sign.icon, role, sign.meaning, sign.tone)
    if tr.text(otherwise):
        notes.text(tr.text(otherwise), "text_2")
    for line in answer.trace[:-1] if answer is not None else ():
        notes.text(look.sentence(line), role="body")
    if tr.text(edition.note):
        notes.text(tr.text(edition.note), "text_2")


def explain_gaps(look: Look, notes: PanelColumn, page: CriterionPage) -> None:
    """Rule sets in which nothing is known of this criterion."""
    if page.gaps:
        names = ", ".join(look.tr.text(each) for each in page.gaps)
        notes.gap()
        notes.signed("info", "text_2", look.tr("book.gap", editions=names), "text_2")


def explain_norm(look: Look, notes: PanelColumn, page: NormPage) -> None:
    """The act or the reference, the unit, dates, trust, what is noted of a table of levels."""
    tr = look.tr
    notes.start()
    if page.own:
        notes.signed("declared", "attention", tr("own.marked"), "attention")
        notes.text(tr("own.reference", text=page.clause), "accent")
    else:
        for clause in dict.fromkeys((page.clause.kk, page.clause.ru)):
            notes.text(clause, "accent")
    if tr.text(page.unit):
        notes.text(tr("book.unit", unit=page.unit), "text_2")
    if page.in_force.first is not None and page.checked is not None:
        last = page.in_force.last
        until = day(last) if last else tr("book.still")
        since, checked = day(page.in_force.first), day(page.checked)
        notes.text(tr("book.days", since=since, until=until, checked=checked), "text_2")
    elif page.in_force.first is not None:
        notes.text(f"{tr('own.from_day')} {day(page.in_force.first)}", "text_2")
    if not page.own:
        icon, role = ("tick", "ok") if page.verified == "source" else ("unverified", "attention")
        words = tr(f"book.verified.{page.verified}")
        notes.signed(icon, role, words, "ok" if role == "ok" else "attention")
    if tr.text(page.note):
        notes.text(tr.text(page.note), "text_2")
    notes.finish()

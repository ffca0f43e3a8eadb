"""Numbers of documents: proposed by the scheme of the form, one document each within a year.

A laboratory counts all its documents in one row that begins anew each year (kz-protocols-2, 2).
"""

from datetime import date

from riskdesk.domain.errors import UserError
from riskdesk.domain.issue import IssuedDocument
from riskdesk.domain.model import Certification
from riskdesk.forms.spec import FormSpec
from riskdesk.services.ports import UnitOfWork

LONGEST = 60
"""Letters: more does not fit beside the title of a form."""


def proposed_number(
    uow: UnitOfWork, spec: FormSpec, certification: Certification, issued_on: date
) -> str:
    """``DDMM-SUFFIX`` of the measuring day, else the next of 001, 002 …; never one that is taken.

    The other language of the same form takes the same number.
    """
    known = _of_year(uow, issued_on.year)
    mine = [each for each in known if _same_form(each, certification.id, spec.id)]
    if mine:
        return mine[-1].number
    taken = {each.number for each in known}
    if not spec.suffix.ru:
        return next(n for at in range(1, len(taken) + 2) if (n := f"{at:03}") not in taken)
    plain = f"{certification.measured_on:%d%m}-{spec.suffix.ru}"
    more = (f"{plain}-{at}" for at in range(2, len(taken) + 3))
    return next(number for number in (plain, *more) if number not in taken)


def require_free(uow: UnitOfWork, draft: IssuedDocument) -> None:
    """``UserError``: ``number-empty``, ``number-long``, ``number-taken``."""
    if not draft.number:
        raise UserError("number-empty")
    if len(draft.number) > LONGEST:
        raise UserError("number-long", most=LONGEST)
    for each in _of_year(uow, draft.issued_on.year):
        if each.number == draft.number and not _same_form(each, draft.certification_id, draft.form):
            raise UserError("number-taken", number=each.number, day=f"{each.issued_on:%d.%m.%Y}")


def _of_year(uow: UnitOfWork, year: int) -> list[IssuedDocument]:
    return [each for each in uow.find(IssuedDocument) if each.issued_on.year == year]


def _same_form(document: IssuedDocument, certification: str, form: str) -> bool:
    return (document.certification_id, document.form) == (certification, form)

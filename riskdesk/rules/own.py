"""What a specialist added, as the rules read it."""

from collections.abc import Iterable
from functools import lru_cache

from riskdesk.domain.desk import OwnSubstance
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.substance import Effect, State, Substance
from riskdesk.rules.substances import SubstanceBook


def own_substance(record: OwnSubstance) -> Substance:
    """The record as a row of the list "own": its key is ``own-<id>``."""
    return Substance(
        list="own",
        row=record.id,
        name=record.name,
        cas=record.cas,
        formula=record.formula,
        max_single=record.single,
        shift_average=record.shift,
        state=State(record.state) if record.state else None,
        hazard_class=record.hazard_class,
        effects=tuple(Effect(effect) for effect in record.effects),
        chosen_row=record.criterion_row,
        reference=LocalizedText(kk=record.reference, ru=record.reference, en=record.reference),
    )


def with_own(book: SubstanceBook, records: Iterable[OwnSubstance]) -> SubstanceBook:
    """The lists and what the specialist added; made once for the same records."""
    added = tuple(records)
    return _with_own(book, added) if added else book


@lru_cache(maxsize=2)
def _with_own(book: SubstanceBook, records: tuple[OwnSubstance, ...]) -> SubstanceBook:
    return book.with_own(own_substance(record) for record in records)

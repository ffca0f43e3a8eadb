"""Whether a value can be one at all: below nothing or beyond nature is a slip of the pen."""

from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.rules.families import ColumnSpec
from riskdesk.rules.specs import QuantitySpec
from riskdesk.services.texts import Texts


def require_possible(value: Decimal | None, spec: QuantitySpec | ColumnSpec, texts: Texts) -> None:
    """``UserError("value-impossible")`` that names the range, if ``value`` lies beyond it."""
    if value is None or value in spec.possible:
        return
    low, high = (None if end is None else _number(end) for end in spec.possible)
    key = "possible-between" if low and high else "possible-least" if low else "possible-most"
    raise UserError(
        "value-impossible",
        value=_number(value),
        quantity=spec.title,
        possible=texts.say(key, low=low, high=high, unit=spec.unit),
    )


def _number(value: Decimal) -> LocalizedText:
    return LocalizedText(
        kk=format_decimal(value, "kk"),
        ru=format_decimal(value, "ru"),
        en=format_decimal(value, "en"),
    )

"""JSON Lines in, JSON Lines out: same order, each line answered and flushed by itself."""

import json
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import to_json
from riskdesk.domain.errors import UserError

Request = Mapping[str, object]
Answerer = Callable[[Request], Mapping[str, object]]


def answer_lines(program: Program, answer: Answerer) -> int:
    """Answer every line of standard input; a bad line gets an ``error`` and hinders no other."""
    first = True
    for raw in sys.stdin.buffer:
        line = raw.removeprefix(b"\xef\xbb\xbf") if first else raw
        first = False
        sys.stdout.write(to_json(reply(program, answer, line)) + "\n")
        sys.stdout.flush()
    return 0


def reply(program: Program, answer: Answerer, raw: bytes) -> Mapping[str, object]:
    """The answer to one line, or its ``error``."""
    try:
        return answer(_read(raw))
    except UserError as error:
        message = program.tell(program.texts.error(error))
        return {"error": {"code": error.code, "message": message}}


def _read(raw: bytes) -> Request:
    try:
        found = json.loads(raw.decode("utf-8"), parse_float=_number, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise UserError("line-not-json", reason=str(error).splitlines()[0]) from None
    if not isinstance(found, dict):
        raise UserError("line-not-json", reason="{…}")
    return found


LONGEST = 30
"""Digits before and after the decimal point: beyond it no measured value has any."""


def _number(text: str) -> Decimal:
    value = Decimal(text)
    if abs(value.adjusted()) > LONGEST or len(value.as_tuple().digits) > 2 * LONGEST:
        raise UserError("number-out-of-range")  # 1e-999999 would print a million zeros
    return value


def _refuse(word: str) -> object:
    raise ValueError(word)


def text_of(request: Request, key: str) -> str:
    """The word under ``key``; ``UserError("line-not-request")`` if there is none."""
    value = request.get(key)
    if not isinstance(value, str):
        raise UserError("line-not-request", key=key)
    return value


def object_of(request: Request, key: str) -> Mapping[str, object]:
    """The object under ``key``; ``UserError("line-not-request")`` if there is none."""
    value = request.get(key)
    if not isinstance(value, dict):
        raise UserError("line-not-request", key=key)
    return value


def calculated(work: Callable[[], Mapping[str, object]]) -> Mapping[str, object]:
    """``work``'s result; a number too large or too small to calculate with is the user's fault."""
    try:
        return work()
    except (DecimalException, OverflowError):
        raise UserError("number-out-of-range") from None

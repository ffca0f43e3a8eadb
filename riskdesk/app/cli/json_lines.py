"""JSON Lines in, JSON Lines out: same order, each line answered and flushed by itself."""

import json
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import to_json
from riskdesk.domain.errors import UserError
from riskdesk.rules.inputs import MOST_DIGITS, Unusable
from riskdesk.services.texts import Texts

Request = Mapping[str, object]
Answerer = Callable[[Request], Mapping[str, object]]


def answer_lines(program: Program, answer: Answerer) -> int:
    """Answer every line of standard input; a bad line gets an ``error`` and hinders no other.

    Blank lines, such as an editor leaves at the end, ask nothing: there is one answer for each
    other line, in their order.
    """
    first = True
    for raw in sys.stdin.buffer:
        line = raw.removeprefix(b"\xef\xbb\xbf") if first else raw
        first = False
        if not line.strip():
            continue
        sys.stdout.write(to_json(reply(program, answer, line)) + "\n")
        sys.stdout.flush()
    return 0


def reply(program: Program, answer: Answerer, raw: bytes) -> Mapping[str, object]:
    """The answer to one line, or its ``error``."""
    try:
        return answer(_read(raw, program.texts))
    except UserError as error:
        message = program.tell(program.texts.error(error))
        return {"error": {"code": error.code, "message": message}}


def _read(raw: bytes, texts: Texts) -> Request:
    def fault(key: str, **params: object) -> UserError:
        return UserError("line-not-json", reason=texts.say(f"line-fault-{key}", **params))

    def refuse(word: str) -> object:
        raise fault("word", word=word)

    try:
        found = json.loads(
            raw.decode("utf-8"),
            parse_float=_number,
            parse_int=_whole,
            parse_constant=refuse,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError:
        raise fault("text") from None
    except json.JSONDecodeError as error:
        raise fault("at", column=error.colno) from None
    except RecursionError:
        raise fault("deep") from None
    if not isinstance(found, dict):
        raise fault("object")
    return found


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise UserError("line-key-twice", key=key)
        found[key] = value
    return found


def _number(text: str) -> object:
    try:
        value = Decimal(text)
    except DecimalException:  # an exponent beyond all numbers
        return Unusable(text)
    exponent = int(value.as_tuple().exponent)
    digits = max(value.adjusted() + 1, 1) + max(-exponent, 0)
    return Unusable(text) if digits > MOST_DIGITS else value


def _whole(text: str) -> object:
    return Unusable(text) if len(text.lstrip("-")) > MOST_DIGITS else int(text)


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

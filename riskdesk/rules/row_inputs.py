"""Where the inputs of a criterion come from: the little language of ``[[judge]] inputs``.

``column`` its value; ``=word`` and ``#8`` constants, ``!yes`` a flag; ``@name`` what the engine
knows (hours, minutes, limit, category, grade, rows of a substance …); ``all:``, ``one:``,
``several:``, ``mean:`` of repeats; ``number:`` of a word; ``minutes:`` of hours;
``weighted:values,times`` the mean of values by times; ``a / b`` a ratio; ``a | b`` the first that
has a value.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from riskdesk.rules.families import Source
from riskdesk.rules.methods.judging import in_signs
from riskdesk.rules.outcome import Param, Step, Unit
from riskdesk.rules.row_reading import FLAGS, Reading, Row, arithmetic
from riskdesk.rules.scale import plain, tidy

Computed = Callable[[str], object]
"""What the engine knows by name; ``None`` where it does not."""

_MINUTES = 60


def inputs_of(sources: Mapping[str, Source], row: Row, computed: Computed) -> dict[str, object]:
    """The inputs that have a value."""
    found: dict[str, object] = {}
    for key, source in sources.items():
        if isinstance(source, str):
            value = value_of(source, row, computed)
        else:
            value = _records(source, row, computed)
        if value is not None:
            found[key] = value
    return found


def _records(
    sources: tuple[Mapping[str, str], ...], row: Row, computed: Computed
) -> list[dict[str, object]] | None:
    records = [
        {key: value_of(source, row, computed) for key, source in record.items()}
        for record in sources
    ]
    whole = [record for record in records if None not in record.values()]
    return whole or None


def value_of(source: str, row: Row, computed: Computed) -> object:
    """The value of a source; ``None`` where something of it is missing."""
    for way in source.split(" | "):
        above, _, below = way.partition(" / ")
        value = _single(above.strip(), row, computed)
        if below:
            value = _ratio(value, _single(below.strip(), row, computed))
        if value is not None:
            return value
    return None


def ratio_steps(source: str, row: Row, computed: Computed) -> Iterator[Step]:
    """The arithmetic of a source in words: a mean by times, a ratio; nothing where it has none."""
    for way in source.split(" | "):
        above, _, below = way.partition(" / ")
        value = _single(above.strip(), row, computed)
        limit = _single(below.strip(), row, computed) if below else None
        if value is None or (below and limit is None):
            continue
        names = above.strip().removeprefix("weighted:").split(",")
        column = row.family.column(names[0])
        unit = Unit(column.unit_id if column else "")
        if above.startswith("weighted:") and isinstance(value, Decimal):
            pairs = zip(*(_numbers(row, name) for name in names), strict=True)
            parts = in_signs("; ".join(f"{each:f} – {time:f}" for each, time in pairs))
            yield Step("weighted-mean", {"parts": parts, "value": value, "unit": unit})
        if isinstance(value, Decimal) and isinstance(limit, Decimal) and limit:
            params: dict[str, Param] = {"value": plain(value), "limit": plain(limit)}
            yield Step("ratio-unit", {**params, "ratio": tidy(value / limit), "unit": unit})
        return


def _numbers(row: Row, name: str) -> tuple[Decimal, ...]:
    value = row.values.get(name)
    return value.numbers if isinstance(value, Reading) else ()


def _ratio(above: object, below: object) -> Decimal | None:
    if not isinstance(above, Decimal) or not isinstance(below, Decimal) or not below:
        return None
    return above / below


def _single(source: str, row: Row, computed: Computed) -> object:  # noqa: PLR0911 - one a sign
    if source.startswith("@"):
        return computed(source[1:])
    if source.startswith("="):
        return source[1:]
    if source.startswith("#"):
        return Decimal(source[1:])
    if source.startswith("!"):
        return FLAGS[source[1:]]
    kind, colon, name = source.rpartition(":")
    value = row.values.get(name if colon else source)
    if row.lacking and (name if colon else source) in row.lacking:
        return None
    if not colon:
        return value.value if isinstance(value, Reading) else value
    if kind == "number":
        return Decimal(value) if isinstance(value, str) else None
    if kind == "weighted":
        return _weighted(name, row)
    return _of_repeats(kind, name, row)


def _of_repeats(kind: str, name: str, row: Row) -> object:
    value = row.values.get(name)
    if not isinstance(value, Reading):
        return None
    several = len(value.numbers) > 1
    if kind == "all":
        return value.numbers
    if kind == "several":
        return value.numbers if several else None
    if kind == "one":
        return None if several else value.value
    if kind == "minutes":
        return value.value * _MINUTES
    return arithmetic(value.numbers) if several else value.value


def _weighted(names: str, row: Row) -> Decimal | None:
    """The mean of values by times; both lists must be of one length."""
    values, _, times = names.partition(",")
    above, by = row.values.get(values), row.values.get(times)
    if not isinstance(above, Reading) or not isinstance(by, Reading):
        return None
    if len(above.numbers) != len(by.numbers) or not sum(by.numbers):
        return None
    pairs = zip(above.numbers, by.numbers, strict=True)
    return tidy(sum((v * t for v, t in pairs), Decimal(0)) / sum(by.numbers))


def columns_in(sources: Mapping[str, Source]) -> frozenset[str]:
    """The columns that sources name."""
    texts = []
    for source in sources.values():
        texts += [source] if isinstance(source, str) else [t for r in source for t in r.values()]
    parts = [part.strip() for text in texts for part in re.split(r" [|/] ", text)]
    return frozenset(
        name
        for part in parts
        if part[0] not in "@=#!"
        for name in part.rpartition(":")[2].split(",")
    )


def shortest(source: Source) -> Source:
    """The first of the sources that an input can come from."""
    return source.partition(" | ")[0] if isinstance(source, str) else source


def typed_limit(
    sources: Mapping[str, Source], inputs: Mapping[str, object], row: Row
) -> Decimal | None:
    """The limit that was typed into the row itself, of an input «value / limit»."""
    used = [text for key, text in sources.items() if key in inputs and isinstance(text, str)]
    below = (text.partition(" / ")[2] for text in used if text.count(" / ") == 1)
    return next((found for name in below if (found := row.number(name)) is not None), None)

"""``rules lint``: proofs about every rule file, norm and act before anyone is judged by them.

A newcomer's file is read as the program reads it; what does not hold is answered as a located
fault: file, key and reason.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from riskdesk.domain.values import LANGUAGES, LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.lint_air import air_faults
from riskdesk.rules.lint_families import family_faults, reach_faults
from riskdesk.rules.lint_norms import climate_faults, head_faults, noise_faults, sheet_faults
from riskdesk.rules.lint_tables import (
    band_faults,
    class_faults,
    list_faults,
    scale_faults,
    tables_of,
)
from riskdesk.rules.methods import METHODS
from riskdesk.rules.rulesets import Ruleset
from riskdesk.rules.substances import AIR
from riskdesk.rules.table import DataFault, Table

FOLDERS = ("rules", "norms", "factors", "classifiers")
FILES = ("acts.toml", "units.toml")

BOUNDED = frozenset(
    {"scale", "product", "noise-excess", "vibration", "chemical", "indicator", "illuminance"}
)
"""Methods that compare with bounds of their own file."""
JUDGING = ("upper", "lower", "bands", "words", "fixed")


def lint(resources: Path) -> tuple[DataFault, ...]:
    """Every fault of the rule files under ``resources``, each said once; empty if all holds."""
    found = list(_file_faults(resources))
    if not found:
        found = list(_guarded(_catalog_faults(resources)))
    return tuple({str(fault): fault for fault in found}.values())


def _file_faults(resources: Path) -> Iterator[DataFault]:
    """Files that cannot be read, texts that lack a language."""
    files = [resources / name for name in FILES]
    for folder in FOLDERS:
        files.extend(sorted((resources / folder).rglob("*.toml")))
    for file in files:
        place = file.relative_to(resources).as_posix()
        yield from _guarded(_texts(file, place))


def _texts(file: Path, place: str) -> Iterator[DataFault]:
    for table in tables_of(Table.read(file, place)):
        languages = set(table.data)
        if languages and languages <= set(LANGUAGES):
            yield from _whole(table)


def _whole(table: Table) -> Iterator[DataFault]:
    for language in LANGUAGES:
        if not str(table.data.get(language, "")).strip():
            yield DataFault("data-untranslated", table.place, language=language)


def _guarded(faults: Iterator[DataFault]) -> Iterator[DataFault]:
    """``faults`` with the one that stopped them."""
    try:
        yield from faults
    except DataFault as fault:
        yield fault


def _catalog_faults(resources: Path) -> Iterator[DataFault]:
    catalog = Catalog.load(resources)
    yield from _guarded(_act_faults(catalog))
    for ruleset in catalog.rulesets.values():
        yield from _ruleset_faults(catalog, ruleset)
    yield from _guarded(_gap_faults(catalog))
    yield from _norm_faults(catalog, resources)
    yield from _guarded(_typed_faults(catalog))
    yield from _guarded(family_faults(catalog))
    reach = Table.read(resources / "rules" / "reach.toml", "rules/reach.toml")
    yield from _guarded(reach_faults(catalog, reach))


def _act_faults(catalog: Catalog) -> Iterator[DataFault]:
    for act in catalog.acts:
        place = f"acts.toml: {act.id}"
        if not act.source:
            yield DataFault("data-missing", f"{place}: source")
        if act.replaced_by and act.replaced_by not in catalog.acts:
            yield DataFault("data-act", f"{place}: replaced_by", value=act.replaced_by)
        for name, text in (("short", act.short), ("title", act.title)):
            yield from _untranslated(text, f"{place}: {name}")


def _ruleset_faults(catalog: Catalog, ruleset: Ruleset) -> Iterator[DataFault]:
    place = f"rules/index.toml: {ruleset.id}"
    yield from _untranslated(ruleset.title, f"{place}: title")
    if ruleset.act and ruleset.act not in catalog.acts:
        yield DataFault("data-act", f"{place}: act", value=ruleset.act)
    for option in ruleset.options.values():
        yield from _untranslated(option.title, f"rules/index.toml: {option.id}: title")
        if not option.subjects:
            yield DataFault("data-missing", f"rules/index.toml: {option.id}: subjects")
        if option.default not in option.choices:
            known = ", ".join(option.choices)
            where = f"{place}: options: {option.id}"
            yield DataFault("data-word", where, value=option.default, known=known)
    for factor in catalog.criteria.factors(ruleset.id):
        for options in _choices(ruleset):
            yield from _guarded(_criterion_faults(catalog, ruleset, factor, options))


def _gap_faults(catalog: Catalog) -> Iterator[DataFault]:
    """Gaps are of rule sets there are, and not of a criterion there is."""
    for gap in catalog.criteria.gaps:
        place = f"rules/gaps.toml: {gap.id}"
        for name, text in (("title", gap.title), ("why", gap.why)):
            yield from _untranslated(text, f"{place}: {name}")
        for ruleset in gap.rulesets:
            if ruleset not in catalog.rulesets:
                known = ", ".join(catalog.rulesets)
                yield DataFault("data-word", f"{place}: rulesets", value=ruleset, known=known)
                continue
            for factor in catalog.criteria.factors(ruleset):
                if gap.meets(ruleset, factor):
                    yield DataFault("data-known", f"{place}: {ruleset}", value=factor)


def _choices(ruleset: Ruleset) -> Iterator[Mapping[str, str]]:
    """The defaults, then every other choice of every option."""
    yield {}
    for option in ruleset.options.values():
        for choice in option.choices:
            if choice != option.default:
                yield {option.id: choice}


def _criterion_faults(
    catalog: Catalog, ruleset: Ruleset, factor: str, options: Mapping[str, str]
) -> Iterator[DataFault]:
    criterion = catalog.criteria.get(ruleset.id, factor, options)
    body = criterion.body
    place = f"rules/{criterion.ruleset}/{criterion.factor}.toml"
    yield from _untranslated(criterion.title, f"{place}: title")
    yield from _source_faults(catalog, criterion, place)
    if f"{criterion.ruleset}/{criterion.factor}.toml" not in body.place:
        yield DataFault("data-name", body.place, value=criterion.factor)
    if criterion.method not in METHODS:
        known = ", ".join(METHODS)
        yield DataFault("data-word", f"{place}: method", value=criterion.method, known=known)
    yield from _input_faults(criterion, place)
    yield from _variant_faults(ruleset, body)
    for name in body.table("rows"):
        yield from _untranslated(criterion.row(name).localized("title"), f"{place}: rows: {name}")
    yield from _boundless(criterion)
    for table in tables_of(body):
        yield from _table_faults(catalog, table, body)


def _boundless(criterion: Criterion) -> Iterator[DataFault]:
    """A table to judge by, but nothing in it that judges."""
    body = criterion.body
    if criterion.method not in BOUNDED:
        return
    rows = body.table("rows")
    places = [rows.table(name) for name in rows] or [body]
    for place in places:
        if not any(key in table for table in tables_of(place) for key in JUDGING):
            yield DataFault("data-no-bounds", place.place)


def _table_faults(catalog: Catalog, table: Table, body: Table) -> Iterator[DataFault]:
    if "unit" in table and table.text("unit") not in ("", *catalog.units):
        yield DataFault("data-unit", f"{table.place}: unit", value=table.text("unit"))
    yield from class_faults(table)
    yield from list_faults(table)
    if "upper" in table and "lower" in table:
        yield DataFault("data-both-ways", table.place)
    elif "upper" in table or "lower" in table:
        yield from _guarded(scale_faults(table, body))
    if "bands" in table:
        yield from _guarded(band_faults(table, body))


def _source_faults(catalog: Catalog, criterion: Criterion, place: str) -> Iterator[DataFault]:
    """A reference, a day in force, a link where the numbers were read."""
    reference = criterion.reference
    for key, act in (("act", reference.act), ("via", reference.via)):
        if act not in catalog.acts and (act or key == "act"):
            yield DataFault("data-act", f"{place}: reference: {key}", value=act)
    yield from _untranslated(reference.row, f"{place}: reference: row")
    if criterion.in_force.first is None:
        yield DataFault("data-missing", f"{place}: in_force: from")
    read = criterion.verified == "source"
    if read and not reference.link and "from" not in criterion.body:
        yield DataFault("data-missing", f"{place}: reference: link")


def _input_faults(criterion: Criterion, place: str) -> Iterator[DataFault]:
    keys = criterion.keys
    for key in sorted(frozenset[str]().union(*criterion.inputs)):
        if key not in keys:
            yield DataFault("data-input", f"{place}: inputs", value=key)
        else:
            for field in (*keys.table(key).texts("fields"), *keys.table(key).texts("optional")):
                if field not in keys:
                    yield DataFault("data-input", f"{place}: keys: {key}", value=field)


def _variant_faults(ruleset: Ruleset, body: Table) -> Iterator[DataFault]:
    variants = body.table("variants")
    for name in variants:
        if name not in ruleset.options:
            continue  # inherited from a set that has this option
        for choice in variants.table(name):
            if choice not in ruleset.options[name].choices:
                known = ", ".join(ruleset.options[name].choices)
                place = f"{variants.place}: {name}"
                yield DataFault("data-word", place, value=choice, known=known)


def _norm_faults(catalog: Catalog, resources: Path) -> Iterator[DataFault]:
    """The tables of permissible levels and the lists of the air."""
    for file in sorted((resources / "norms").rglob("*.toml")):
        if file.parent.name == "air":
            continue
        body = Table.read(file, file.relative_to(resources).as_posix())
        yield from _guarded(head_faults(body, catalog.acts))
        if "sheet" in body:
            yield from _guarded(sheet_faults(body, catalog.acts, catalog.units))
    yield from _guarded(air_faults(resources / AIR, catalog.acts))


def _typed_faults(catalog: Catalog) -> Iterator[DataFault]:
    """What the catalog types when it is asked: the first fault of each family."""
    for noise in catalog.noise_norms:
        yield from noise_faults(noise)
    for climate in catalog.microclimate_norms:
        yield from climate_faults(climate)
    _ = catalog.light_norms
    _ = (catalog.factors, catalog.quantities, catalog.indicators, catalog.class_titles)
    _ = (catalog.words, catalog.phrases, catalog.positions)
    _ = (catalog.sheets, catalog.reference_sheets)


def _untranslated(text: LocalizedText, place: str) -> Iterator[DataFault]:
    for language in LANGUAGES:
        if not text.get_exact(language).strip():
            yield DataFault("data-untranslated", place, language=language)

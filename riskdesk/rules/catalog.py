"""The catalog: everything the engine knows as data, read from ``resources``."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.acts import Acts
from riskdesk.rules.criterion import Reference
from riskdesk.rules.editions import folder_hash
from riskdesk.rules.families import ColumnSpec, FamilySpec, read_family
from riskdesk.rules.guarantees import GuaranteeBook
from riskdesk.rules.norms import LightNorm, MicroclimateNorm, NoiseNorm
from riskdesk.rules.occupations import Occupations
from riskdesk.rules.outcome import Step
from riskdesk.rules.positions import Positions
from riskdesk.rules.procedure import Procedure
from riskdesk.rules.rulesets import Criteria, Ruleset, read_rulesets
from riskdesk.rules.sheets import NormSheet, newest, read_sheets
from riskdesk.rules.specs import (
    FactorSpec,
    IndicatorSpec,
    QuantitySpec,
    read_factor,
    read_indicators,
    read_units,
)
from riskdesk.rules.substances import SubstanceBook
from riskdesk.rules.table import DataFault, Table
from riskdesk.rules.trace import Phrases

CARDS = ("heaviness", "tension")


class Catalog:
    """Rule sets, criteria, norms, acts, quantities and names; files are read when first used."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources
        index = self._file("rules/index.toml")
        self.rulesets: Mapping[str, Ruleset] = read_rulesets(index)
        self.conflicts: Mapping[str, LocalizedText] = {
            entry.text("id"): entry.localized("text") for entry in index.tables("conflict")
        }
        """Conflicts of the sources that leave nothing to choose, by their number in criteria.md."""
        self.proposed_ruleset = index.text("proposed")
        if self.proposed_ruleset not in self.rulesets:
            known = ", ".join(self.rulesets)
            raise DataFault(
                "data-word", f"{index.place}: proposed", value=self.proposed_ruleset, known=known
            )
        self.criteria = Criteria(resources / "rules", self.rulesets, self.sheet)

    @classmethod
    def load(cls, resources: Path) -> "Catalog":
        """The catalog of a folder ``resources``."""
        return cls(resources)

    def ruleset(self, ruleset: str) -> Ruleset:
        """The rule set; ``UserError("ruleset-unknown")`` if there is none of that name."""
        if ruleset not in self.rulesets:
            known = ", ".join(self.rulesets)
            raise UserError("ruleset-unknown", ruleset=ruleset, known=known)
        return self.rulesets[ruleset]

    @cached_property
    def editions(self) -> Mapping[str, str]:
        """SHA-256 of the data files of the law by folder, as an issued document names them."""
        return {name: folder_hash(self._resources / name) for name in ("rules", "norms", "factors")}

    @cached_property
    def units(self) -> Mapping[str, LocalizedText]:
        """Symbols of units by id."""
        return read_units(self._file("units.toml"))

    @cached_property
    def _family_files(self) -> tuple[Table, ...]:
        """The files of ``factors`` that are no cards, in their order."""
        names = sorted(file.stem for file in (self._resources / "factors").glob("*.toml"))
        files = [self._file(f"factors/{name}.toml") for name in names if name not in CARDS]
        return tuple(sorted(files, key=lambda file: file.integer("order")))

    @cached_property
    def families(self) -> Mapping[str, FamilySpec]:
        """Families of measurement points by id: their columns and how a row is judged."""
        found = [read_family(file, self.units) for file in self._family_files]
        return {family.id: family for family in found}

    @cached_property
    def columns(self) -> Mapping[str, ColumnSpec]:
        """The columns of all families by id."""
        return {column.id: column for each in self.families.values() for column in each.columns}

    @cached_property
    def family_of_column(self) -> Mapping[str, FamilySpec]:
        """The family that each column belongs to."""
        return {column.id: each for each in self.families.values() for column in each.columns}

    @cached_property
    def _specs(self) -> tuple[Mapping[str, FactorSpec], Mapping[str, QuantitySpec]]:
        factors: dict[str, FactorSpec] = {}
        quantities: dict[str, QuantitySpec] = {}
        for file in self._family_files:
            factor, found = read_factor(file, self.units)
            if file.text("factor", factor.id) == factor.id:
                factors[factor.id] = factor
            quantities.update({quantity.id: quantity for quantity in found})
        return factors, quantities

    @property
    def factors(self) -> Mapping[str, FactorSpec]:
        """Factors of the working environment in the order of the forms; families may share one."""
        return self._specs[0]

    @property
    def quantities(self) -> Mapping[str, QuantitySpec]:
        """Quantities of the journal in the order of the forms."""
        return self._specs[1]

    @cached_property
    def indicators(self) -> Mapping[str, tuple[IndicatorSpec, ...]]:
        """The indicators of the cards ``heaviness`` and ``tension``."""
        return {
            card: read_indicators(self._file(f"factors/{card}.toml"), self.units) for card in CARDS
        }

    @cached_property
    def _classifiers(self) -> Table:
        return self._file("classifiers/classes.toml")

    @cached_property
    def class_titles(self) -> Mapping[HazardClass, LocalizedText]:
        """Names of the classes of working conditions."""
        titles = self._classifiers.table("class")
        return {member: titles.localized(member.value) for member in HazardClass}

    @cached_property
    def words(self) -> Mapping[str, LocalizedText]:
        """Titles of subjects and results: factors, cards, total, words of categories."""
        words = self._classifiers.table("word")
        return {word: words.localized(word) for word in words}

    @cached_property
    def phrases(self) -> Phrases:
        """Sentences of the reasoning."""
        return Phrases.of(self._file("rules/trace.toml"), self.units, self.words)

    def clause(self, reference: Reference) -> LocalizedText:
        """The citation of a reference: act, table, row."""
        act = self.acts[reference.act].short
        if reference.via:
            act = self.phrases.say(
                Step("clause-via", {"act": act, "via": self.acts[reference.via].short})
            )
        key = "clause-table" if reference.table else "clause"
        return self.phrases.say(
            Step(key, {"act": act, "table": reference.table, "row": reference.row})
        )

    @cached_property
    def positions(self) -> Positions:
        """Names of positions and sections and what they propose."""
        return Positions.of(self._file("classifiers/positions.toml"))

    @cached_property
    def occupations(self) -> Occupations:
        """What occupations usually mean, by the words of their names."""
        return Occupations.of(self._file("classifiers/occupations.toml"))

    @cached_property
    def procedure(self) -> Procedure:
        """Terms and shares of the procedure of certification."""
        return Procedure.of(self._file("procedure.toml"))

    @cached_property
    def guarantees(self) -> GuaranteeBook:
        """Guarantees of work in harmful conditions with their clauses."""
        return GuaranteeBook.of(self._file("guarantees.toml"))

    @cached_property
    def acts(self) -> Acts:
        """Acts and standards."""
        return Acts.of(self._file("acts.toml"))

    @cached_property
    def noise_norms(self) -> tuple[NoiseNorm, ...]:
        """Editions of the noise norm."""
        return tuple(NoiseNorm.of(table) for table in self._norms("noise"))

    @cached_property
    def microclimate_norms(self) -> tuple[MicroclimateNorm, ...]:
        """Editions of the microclimate norm."""
        return tuple(MicroclimateNorm.of(table) for table in self._norms("microclimate"))

    @cached_property
    def category_titles(self) -> Mapping[str, LocalizedText]:
        """Names of the work categories by id (Ia … III)."""
        return {
            name: title
            for norm in self.microclimate_norms
            for name, title in norm.categories.items()
        }

    @cached_property
    def light_norms(self) -> tuple[LightNorm, ...]:
        """Editions of the light norm."""
        return tuple(LightNorm.of(table) for table in self._norms("light"))

    @cached_property
    def sheets(self) -> Mapping[str, NormSheet]:
        """Tables of the state norms that criteria ask for their limits, by id."""
        return newest(self._sheet_editions["physical"])

    @cached_property
    def reference_sheets(self) -> Mapping[str, NormSheet]:
        """Tables of the state norms that people read and no criterion asks for, by id."""
        return newest(self._sheet_editions["reference"])

    @property
    def sheet_editions(self) -> tuple[NormSheet, ...]:
        """All editions of both kinds of tables, the older ones of a table first."""
        return tuple(sheet for kind in self._sheet_editions.values() for sheet in kind)

    @cached_property
    def _sheet_editions(self) -> Mapping[str, tuple[NormSheet, ...]]:
        folder = self._resources / "norms"
        return {kind: read_sheets(folder / kind, self.acts) for kind in ("physical", "reference")}

    def sheet(self, name: str) -> NormSheet:
        """The table of that id."""
        if name not in self.sheets:
            known = ", ".join(self.sheets)
            raise DataFault("data-word", "norms/physical", value=name, known=known)
        return self.sheets[name]

    @cached_property
    def substances(self) -> SubstanceBook:
        """Substances of the air of the working zone, their limits and their criteria rows."""
        return SubstanceBook.load(self._resources)

    def position_name(self, ru: str) -> LocalizedText:
        """The position with its Kazakh and English name where known."""
        return self.positions.position_name(ru)

    def section_name(self, ru: str) -> LocalizedText:
        """The section with its Kazakh and English name where known."""
        return self.positions.section_name(ru)

    def _norms(self, family: str) -> tuple[Table, ...]:
        files = sorted((self._resources / "norms").glob(f"{family}-*.toml"))
        return tuple(Table.read(file, f"norms/{file.name}") for file in files)

    def _file(self, name: str) -> Table:
        return Table.read(self._resources / name, name)

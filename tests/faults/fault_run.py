"""One run of the fault tests: how long, from which seed, and what it found."""

import random
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FaultRun:
    """``long``: it may take a night; ``figures`` end the run."""

    seed: int
    long: bool
    figures: list[str] = field(default_factory=list)

    def chance(self) -> random.Random:
        """Random moments for one test, the same again under the same seed."""
        return random.Random(self.seed)  # noqa: S311 - moments, not secrets

    def size(self, short: int, long: int) -> int:
        """How many times, in this run."""
        return long if self.long else short

    def tell(self, line: str) -> None:
        """Add a line to the figures."""
        self.figures.append(line)

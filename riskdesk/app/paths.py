"""Where things lie: the program's own data, and the user's."""

from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of the program (read only) and of the user (made on first use)."""

    resources: Path
    forms: Path
    user_data: Path
    user_logs: Path

    @property
    def database(self) -> Path:
        """The user's own database, used when no other file is named."""
        return self.user_data / "riskdesk.db"

    @property
    def sample(self) -> Path:
        """The input of the sample enterprise of 55 workplaces."""
        return self.resources / "samples" / "agro-55"


def find_paths() -> Paths:
    """The folders of this installation.

    The program's data lie beside the package, the user's where the system keeps them.
    """
    program = Path(__file__).resolve().parents[2]
    user = PlatformDirs("RiskDesk", appauthor=False)
    return Paths(
        resources=program / "resources",
        forms=program / "forms",
        user_data=Path(user.user_data_dir),
        user_logs=Path(user.user_log_dir),
    )

"""What this program is made of, for its window About."""

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version

from riskdesk import __version__
from riskdesk.app.bootstrap import Program
from riskdesk.app.crash import system_name
from riskdesk.rules.rulesets import MANUAL
from riskdesk.ui.bundle import About, Part

LICENCES = (
    ("PySide6-Essentials", "LGPL-3.0-only"),
    ("SQLAlchemy", "MIT"),
    ("openpyxl", "MIT"),
    ("defusedxml", "PSF-2.0"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("reportlab", "BSD-3-Clause"),
    ("pillow", "MIT-CMU"),
    ("pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("platformdirs", "MIT"),
)
"""Packages and their licences, as the packages state them."""
_FONTS = (("Inter", "OFL-1.1"), ("Liberation", "OFL-1.1"))


def about(program: Program) -> About:
    """Versions, criteria and licences."""
    hashes = program.catalog.editions
    return About(
        version=__version__,
        system=system_name(),
        rulesets=tuple(
            f"{ruleset.id} · {program.tell(ruleset.title)}"
            for ruleset in program.catalog.rulesets.values()
            if ruleset.choosable and ruleset.id != MANUAL
        ),
        editions={name: digest[:12] for name, digest in hashes.items()},
        parts=(
            Part("Python", platform.python_version(), "PSF-2.0"),
            Part("SQLite", sqlite3.sqlite_version, "public domain"),
            *(Part(name, _version(name), licence) for name, licence in LICENCES),
            *(Part(name, "", licence) for name, licence in _FONTS),
        ),
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # a frozen program carries no metadata
        return ""

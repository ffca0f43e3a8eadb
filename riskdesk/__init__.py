"""RiskDesk: certification of workplaces and occupational risk assessment, offline."""

__version__ = "0.1.0"

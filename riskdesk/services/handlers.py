"""How commands find what carries them out: each module of changes has such a table."""

from collections.abc import Callable, Mapping
from typing import Any

from riskdesk.services.context import Context
from riskdesk.services.ports import Done, UnitOfWork

Handler = Callable[[Any, UnitOfWork, Context], Done]
"""Carries out one command inside an open transaction."""

Handlers = Mapping[type[object], Handler]
"""What carries out each command, by its type."""

"""Sections, positions and workplaces: added, split, moved, numbered, removed, typed in a grid."""

from riskdesk.services import (
    copying_certification,
    copying_details,
    structure_cells,
    structure_lists,
    structure_workplaces,
)
from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {
    **structure_lists.HANDLERS,
    **structure_workplaces.HANDLERS,
    **structure_cells.HANDLERS,
    **copying_details.HANDLERS,
    **copying_certification.HANDLERS,
}

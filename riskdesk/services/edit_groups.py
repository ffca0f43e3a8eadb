"""Groups of analogous workplaces: made, confirmed, drawn, swapped, dissolved."""

from riskdesk.services import groups_draw, groups_members
from riskdesk.services.handlers import Handlers

HANDLERS: Handlers = {**groups_members.HANDLERS, **groups_draw.HANDLERS}

"""Plans read in the worker: from files to be attached, from the database to be shown."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.places import PLAN_TYPES
from riskdesk.services.edit_attachments import media_type
from riskdesk.services.queries_plan import PlanPage, plan_page
from riskdesk.ui.session import Session

_MOST_PIXELS = 3000
"""A larger picture is read smaller: no screen shows more of it."""

Seen = tuple[PlanPage, dict[str, QImage]]
"""The plans and places, and the pictures that were not there yet, by plan."""


def read_plan(path: Path) -> bytes:
    """A file that can be a plan; ``UserError`` if it cannot be read or is no such picture."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError("ui-file-unreadable", file=path.name) from error
    if media_type(content) not in PLAN_TYPES or picture_of(content).isNull():
        raise UserError("plan-no-picture", name=path.name)
    return content


def read_plans(session: Session, certification: CertificationId, have: Collection[str]) -> Seen:
    """Everything but the pictures of the plans in ``have``."""
    page = plan_page(session.snapshot(certification).dossier, session.context.catalog)
    with session.unit_of_work() as uow:
        made = {
            plan.id: picture_of(uow.content(plan.sha256))
            for plan in page.plans
            if plan.id not in have
        }
    return page, made


def picture_of(content: bytes) -> QImage:
    """The picture as it is looked at; the null image where it cannot be read."""
    data = QBuffer()
    data.setData(QByteArray(content))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(data)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _MOST_PIXELS:
        most = QSize(_MOST_PIXELS, _MOST_PIXELS)
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()

"""The layout scheme: plans with numbers and their legend, an honest empty field without a plan."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from forms_sample import CERTIFICATION, document, few, source
from forms_text import text_of
from PIL import Image

from riskdesk.domain.desk import Attachment
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.headings import PlanMark
from riskdesk.domain.places import places_of
from riskdesk.forms.document import Document, PictureMark, Table, cells_of
from riskdesk.forms.records.source import Source


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


def plan(number: int, kind: str = "image/png", owner: str = "certification") -> Attachment:
    return Attachment(
        id=f"a{number}",
        certification_id=CERTIFICATION,
        owner=owner,  # type: ignore[arg-type]
        owner_id=CERTIFICATION,
        ordinal=number,
        name=f"Корпус {number}.png",
        media_type=kind,
        sha256=f"s{number}",
        size=1,
    )


def placed(given: Dossier, *numbers: int) -> Dossier:
    """The first places on the plans with these numbers."""
    marks = tuple(
        PlanMark(
            id=f"m{at}",
            certification_id=CERTIFICATION,
            attachment_id=f"a{number}",
            point_id=place.points[-1].id,
            x=Decimal("0.25"),
            y=Decimal("0.5"),
        )
        for at, (place, number) in enumerate(zip(places_of(given), numbers, strict=False))
    )
    return replace(given, attachments=(plan(1), plan(2)), plan_marks=marks)


def shown(given: Dossier, **pictures: bytes) -> Document:
    made: Source = replace(source(given), pictures=pictures)
    return document("layout-scheme", made, "ru")


def marks_of(given: Document, part: int) -> list[tuple[PictureMark, ...]]:
    tables = (block for block in given.parts[part].blocks if isinstance(block, Table))
    cells = (cell for table in tables for cell in cells_of(table))
    return [cell.drawing.marks for cell in cells if cell.drawing is not None]


def test_every_plan_is_a_sheet_with_its_numbers_and_legend() -> None:
    given = shown(placed(few(), 1, 2, 1), s1=picture(), s2=picture())
    assert len(given.parts) == 3
    assert [[m.label for m in marks] for n in range(3) for marks in marks_of(given, n)] == [
        ["1т", "17т"],
        ["9т"],
    ]
    first, second, rest = text_of(given).split("План 2 из 2: Корпус 2")[0], "", ""
    assert "План 1 из 2: Корпус 1" in first
    assert "Директор – 01 001 001" in first
    assert "Главный механик" not in first.split("Директор – 01 001 001")[0]
    del second, rest
    assert "на планы не нанесены" in text_of(given)


def test_without_a_plan_the_field_is_empty_and_says_so() -> None:
    given = shown(few())
    (part,) = given.parts
    said = text_of(given)
    assert marks_of(given, 0) == []
    assert "План не приложен: схема чертится от руки в рамке ниже." in said
    assert "Главный механик – 01 001 009" in said
    heights = [
        cell.least for block in part.blocks if isinstance(block, Table) for cell in cells_of(block)
    ]
    assert max(heights) >= 100


def test_papers_and_photos_elsewhere_are_no_plans_and_a_lost_picture_is_told() -> None:
    paper = plan(1, "application/pdf")
    photo = plan(2, owner="workplace")
    given = shown(replace(few(), attachments=(paper, photo)))
    assert "План не приложен" in text_of(given)
    assert "Рисунок плана «Корпус 1.png» в базе не найден." in text_of(shown(placed(few(), 1)))


def test_a_zone_has_one_line_and_one_number_of_two_places_is_told() -> None:
    whole = few()
    zoned = replace(
        whole,
        points=tuple(
            replace(p, zone="Кабинеты") if p.label in {"1т", "9т"} else p for p in whole.points
        ),
    )
    said = text_of(shown(zoned))
    assert "1т, 9т | Кабинеты" in said
    twin = replace(
        whole, points=tuple(replace(p, label="1т") if p.label == "9т" else p for p in whole.points)
    )
    assert "Одинаковые номера у разных мест, различают их только протоколы: 1т." in text_of(
        shown(twin)
    )

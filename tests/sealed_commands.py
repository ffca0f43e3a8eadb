"""One command of every kind that would change the data of a certification (a specimen)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from fakes import FakeClock
from specimen import Specimen, specimen
from specimen_desk import PHOTO

from riskdesk.data.database import Database, open_database
from riskdesk.domain.desk import AnalogGroup, Attachment, Operation
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PointId, uuid7
from riskdesk.domain.model import Entity, Point, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.services import (
    copying_certification,
    copying_details,
    edit,
    edit_acceptance,
    edit_attachments,
    edit_cards,
    edit_commission,
    edit_guarantees,
    edit_headings,
    edit_instruments,
    edit_measurements,
    edit_measures,
    edit_own,
    edit_plan,
    edit_point_rows,
    edit_points,
    edit_safety,
    groups_draw,
    groups_members,
    naming,
    points_cells,
    sealing,
    structure_cells,
    structure_lists,
    structure_workplaces,
)
from riskdesk.services.own_records import TypedNorm, TypedSubstance

NAME = LocalizedText("Жаңа", "Новое", "New")
HARMLESS = {
    edit.NewCertification,
    edit_own.AddOwnNorm,
    edit_own.AddOwnSubstance,
    edit_own.RemoveOwnNorm,
    edit_own.RemoveOwnSubstance,
    copying_certification.CopyCertification,
    sealing.SealCertification,
    sealing.UnsealCertification,
}
"""They add or remove what no certification rests on; seals have tests of their own."""


def desk(path: Path) -> tuple[Database, Dossier]:
    """A file with a certification where each command of this module has something to change."""
    made = specimen(workplaces=6)
    database = open_database(path, clock=FakeClock(), user="u")
    with database.unit_of_work() as uow:
        for row in (*made.rows, *_more(made)):
            uow.add(row)
        for place in made.dossier.workplaces[2:5]:
            uow.replace(_alike(place, made))
        uow.keep(PHOTO)
        uow.commit("import-staff")
        return database, uow.dossier(made.dossier.certification.id)


def _alike(place: Workplace, made: Specimen) -> Workplace:
    """A member of the second group; one of three inherits."""
    return replace(
        place,
        position_id=made.dossier.workplaces[2].position_id,
        group_id=_group_id(made),
        measured=place.number != 4,
        permanent=None,
        night=None,
    )


def _group_id(made: Specimen) -> str:
    return f"group-{made.dossier.certification.id}"


def _more(made: Specimen) -> Iterator[Entity]:
    head, place = made.dossier.certification, made.dossier.workplaces[0]
    yield AnalogGroup(id=_group_id(made), certification_id=head.id, ordinal=2, name=NAME)
    yield Operation(
        id=uuid7(),
        workplace_id=place.id,
        ordinal=3,
        name="Көтеру",
        started="2026-04-10T08:00:00",
    )
    yield Operation(
        id=uuid7(),
        workplace_id=place.id,
        ordinal=4,
        name="Тұру",
        minutes=Decimal(120),
        posture="fixed",
    )
    yield Attachment(
        id="plan",
        certification_id=head.id,
        owner="certification",
        owner_id=head.id,
        ordinal=1,
        name="жоспар.png",
        media_type="image/png",
        sha256=made.dossier.attachments[0].sha256,
        size=len(PHOTO),
    )
    yield Point(
        id=PointId(uuid7()),
        certification_id=head.id,
        family="chemical",
        ordinal=1,
        label="1т",
        readings={"air_substance": f"own-{made.dossier.own_substances[0].id}"},
    )


def commands_of(dossier: Dossier) -> Mapping[type[object], object]:
    """By type; each would change the dossier's data."""
    found = [*_heads(dossier), *_desk(dossier), *_points(dossier), *_structure(dossier)]
    return {type(command): command for command in found}


def _heads(dossier: Dossier) -> Iterator[object]:
    head, place = dossier.certification, dossier.workplaces[0]
    value = next(each for each in dossier.measurements if each.quantity == "noise_leq")
    change = edit.ChangeValue(measurement_id=value.id, text="77,7")
    yield change
    yield edit.Several((change,), "paste/1")
    yield edit.SetMark(
        workplace_id=place.id, subject="noise_leq", hazard_class=HazardClass.HARMFUL_2
    )
    yield edit.ChooseRuleset(certification_id=head.id, ruleset="KZ1.04.001.2000")
    yield edit.ChangeSelector(workplace_id=place.id, field="noise_row", value=4)
    yield edit.ChangeStaffing(workplace_id=place.id, men=3, women=4)
    yield naming.ChangeEnterprise(enterprise_id=dossier.enterprise.id, name=NAME)
    yield naming.ChangeCertification(
        certification_id=head.id, title="Басқа", measured_on=date(2026, 4, 11)
    )
    yield edit_acceptance.AcceptProblem(
        certification_id=head.id, code="norm-exceeded", place="x", facts="y", reason="z"
    )
    yield edit_acceptance.WithdrawAcceptance(acceptance_id=dossier.acceptances[0].id)


def _desk(dossier: Dossier) -> Iterator[object]:
    head, places = dossier.certification, dossier.workplaces
    photo, member = dossier.attachments[0], dossier.commission[1]
    yield edit_attachments.AddAttachment(
        certification_id=head.id,
        owner="workplace",
        owner_id=places[0].id,
        name="a.png",
        content=PHOTO,
    )
    yield edit_attachments.ChangeAttachment(attachment_id=photo.id, values={"remark": "x"})
    yield edit_attachments.RemoveAttachment(attachment_id=photo.id)
    yield edit_cards.ChangeCardValue(
        workplace_id=places[0].id, card="heaviness", indicator="1.2a", text="777"
    )
    yield edit_cards.ApplyCard(source_id=places[0].id, card="heaviness", target_ids=(places[1].id,))
    yield edit_commission.AddMember(certification_id=head.id, role="member", name="А. Б.")
    yield edit_commission.ChangeMember(
        member_id=member.id, role="member", name="Б. В.", position=NAME
    )
    yield edit_commission.MoveMember(member_id=member.id, at=1)
    yield edit_commission.RemoveMember(member_id=member.id)
    yield edit_guarantees.SetListEntry(workplace_ids=(places[0].id,), entry="4.5")
    yield edit_guarantees.AddGuarantee(
        workplace_ids=(places[0].id,), values={"kind": "milk", "amount": "0,5 л"}
    )
    own = dossier.guarantees[0].id
    yield edit_guarantees.ChangeGuarantee(guarantee_id=own, values={"reason": "x"})
    yield edit_guarantees.RemoveGuarantee(guarantee_id=own)
    yield edit_headings.SetProtocolFacts(certification_id=head.id, values={"method": "x"})
    yield edit_headings.AddDayConditions(certification_id=head.id, values={"day": "12.04.2026"})
    air, mark = dossier.day_conditions[0].id, dossier.plan_marks[0]
    yield edit_headings.ChangeDayConditions(conditions_id=air, values={"humidity": "41"})
    yield edit_headings.RemoveDayConditions(conditions_id=air)
    x = Decimal("0.75")
    yield edit_plan.PlaceZone(attachment_id="plan", point_id=mark.point_id, x=x, y=x)
    yield edit_plan.RemovePlace(point_id=mark.point_id)
    yield edit_measures.AddMeasure(certification_id=head.id, text=NAME)
    measure = dossier.measures[0].id
    yield edit_measures.ChangeMeasure(measure_id=measure, values={"responsible": "x"})
    yield edit_measures.CloseMeasure(measure_id=measure, done_on=date(2026, 5, 1))
    yield edit_measures.RemoveMeasure(measure_id=measure)
    yield from _safety(dossier)


def _safety(dossier: Dossier) -> Iterator[object]:
    place, row = dossier.workplaces[0].id, dossier.safety_checks[0].id
    yield edit_safety.AddSafetyRow(kind="safety", workplace_ids=(place,), values={"name": "x"})
    yield edit_safety.ChangeSafetyRow(kind="safety", row_id=row, values={"name": "x"})
    yield edit_safety.RemoveSafetyRow(kind="safety", row_id=row)
    yield edit_safety.StartOperation(workplace_id=place, name="Жүру")
    yield edit_safety.StopOperation(workplace_id=place)
    yield edit_safety.TakeChronometry(workplace_id=place)


def _points(dossier: Dossier) -> Iterator[object]:
    head, meters = dossier.certification, dossier.instruments
    spare, check = meters[1], dossier.field_checks[0].id
    light = [each for each in dossier.points if each.family == "light"]
    noise = next(each for each in dossier.measurements if each.quantity == "noise_leq")
    yield edit_instruments.AddInstrument(certification_id=head.id, values={"name": "Люксметр"})
    yield edit_instruments.ChangeInstrument(instrument_id=spare.id, values={"remark": "x"})
    yield edit_instruments.AddFieldCheck(
        instrument_id=spare.id, values={"day": date(2026, 4, 12), "quantity": "noise_leq"}
    )
    yield edit_instruments.ChangeFieldCheck(check_id=check, values={"after": "94"})
    yield edit_instruments.RemoveFieldCheck(check_id=check)
    yield edit_instruments.RemoveInstrument(instrument_id=spare.id)
    yield edit_points.AddPoints(certification_id=head.id, family="light", rows=({"label": "9т"},))
    yield edit_points.ChangeCells(
        edits=(points_cells.CellEdit(point_id=light[0].id, column="illuminance", text="222"),)
    )
    yield edit_points.RemovePoints(point_ids=(light[0].id,))
    yield edit_points.MovePoint(point_id=light[1].id, before=light[0].id)
    hours = edit_points.StayHours(workplace_id=dossier.workplaces[0].id, hours="3")
    yield edit_points.SetStays(point_ids=(light[0].id,), stays=(hours,))
    yield edit_points.ChooseInstrument(instrument_id=None, measurement_ids=(noise.id,))
    yield edit_points.SetUncertainty(text="1,5", measurement_ids=(noise.id,))
    yield edit_measurements.AddMeasurement(
        workplace_ids=(dossier.workplaces[0].id,), quantity="relative_humidity", text="40"
    )
    yield edit_measurements.ChangeMeasurement(measurement_id=noise.id, values={"remark": "x"})
    yield edit_measurements.RemoveMeasurement(measurement_ids=(noise.id,))
    yield edit_point_rows.EnterCells(
        certification_id=head.id,
        family="light",
        edits=(points_cells.CellEdit(point_id=light[0].id, column="illuminance", text="223"),),
    )
    norm, substance = dossier.own_norms[0].id, dossier.own_substances[0].id
    typed = TypedNorm(quantity="noise_leq", title=NAME, reference="№ 7", high="60")
    yield edit_own.ChangeOwnNorm(norm_id=norm, typed=typed)
    other = TypedSubstance(name=NAME, reference="№ 8", single="0,7", hazard_class="3")
    yield edit_own.ChangeOwnSubstance(substance_id=substance, typed=other)


def _structure(dossier: Dossier) -> Iterator[object]:
    yield from _lists(dossier)
    yield from _places(dossier)
    yield from _groups(dossier)


def _lists(dossier: Dossier) -> Iterator[object]:
    head, sections, lines = dossier.certification, dossier.sections, dossier.positions
    yield structure_lists.AddSection(certification_id=head.id, name=NAME)
    yield structure_lists.RenameSection(section_id=sections[0].id, name=NAME)
    yield structure_lists.MoveSection(section_id=sections[1].id, at=1)
    yield structure_lists.RemoveSection(section_id=sections[1].id)
    yield structure_lists.AddPosition(section_id=sections[0].id, name=NAME)
    yield structure_lists.AddPositions(
        section_id=sections[0].id, lines=(structure_lists.PositionLine(name=NAME),)
    )
    yield structure_lists.ChangePosition(position_id=lines[0].id, name=NAME, headcount=2)
    yield structure_lists.MovePosition(position_id=lines[0].id, section_id=sections[1].id)
    yield structure_lists.RemovePosition(position_id=lines[0].id)


def _places(dossier: Dossier) -> Iterator[object]:
    head, lines, places = dossier.certification, dossier.positions, dossier.workplaces
    yield structure_workplaces.AddWorkplaces(position_id=lines[0].id)
    single = next(line for line in lines if len(dossier.workplaces_of(line)) == 1)
    yield structure_workplaces.SplitByHeadcount(position_id=single.id)
    yield structure_workplaces.MoveWorkplace(workplace_id=places[4].id, before=places[0].id)
    yield structure_workplaces.RemoveWorkplace(workplace_id=places[0].id)
    yield structure_workplaces.Renumber(certification_id=head.id)
    yield structure_cells.ChangeCells(
        certification_id=head.id,
        edits=(structure_cells.CellEdit(row_id=places[0].id, column="men", text="9"),),
    )
    yield structure_cells.ChangeWorkplace(workplace_id=places[0].id, values={"remark": "x"})
    yield copying_details.ApplyToSimilar(source_id=places[0].id, target_ids=(places[1].id,))


def _groups(dossier: Dossier) -> Iterator[object]:
    head, places = dossier.certification, dossier.workplaces
    group = dossier.analog_groups[1].id
    members: tuple[Workplace, ...] = dossier.members_of(group)
    ids = tuple(each.id for each in members)
    yield groups_members.MakeGroup(
        certification_id=head.id, members=tuple(each.id for each in places if not each.group_id)
    )
    yield groups_members.ChangeGroup(group_id=group, members=ids[:2], name=NAME)
    yield groups_members.ConfirmGroup(group_id=group)
    yield groups_members.DissolveGroup(group_id=group)
    yield groups_draw.DrawMeasured(group_id=group, count=2, seed=3)
    yield groups_draw.ChooseMeasured(group_id=group, measured=ids[:1])
    yield groups_draw.SwapMeasured(
        group_id=dossier.analog_groups[1].id, leaves=ids[0], enters=ids[1], reason="x"
    )

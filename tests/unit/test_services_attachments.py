"""Attached files: the type by their bytes, the size, the bytes kept once."""

import io
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from file_desk import FileDesk, opened
from PIL import Image

from riskdesk.domain.errors import UserError
from riskdesk.services import edit_attachments
from riskdesk.services.edit_attachments import (
    AddAttachment,
    ChangeAttachment,
    RemoveAttachment,
    media_type,
)
from riskdesk.services.photo_privacy import without_notes


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


_GPS, _TURN, _MAKER, _TAKEN = 0x8825, 0x0112, 0x010F, 0x0132


def camera_photo(kind: str, turn: int = 6, *, progressive: bool = False) -> bytes:
    """A photo with its position, maker and time, turned, with a tail such as telephones append."""
    picture = Image.effect_noise((61, 40), 80).convert("RGB")
    exif = Image.Exif()
    exif[_TURN], exif[_MAKER], exif[_TAKEN] = turn, "SECRETPHONE", "2026:04:10 10:00:00"
    exif.get_ifd(_GPS).update({1: "N", 2: (43.0, 15.0, 0.0), 3: "E", 4: (76.0, 57.0, 0.0)})
    out, more = io.BytesIO(), {"progressive": True} if progressive else {}
    picture.save(out, kind, exif=exif, comment=b"SECRETPHONE", **more)
    tail = b"\xff\xd8\xff\xe1SECRETPHONE" if kind == "JPEG" else b""
    return out.getvalue() + tail


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe1" + b"\0" * 20


def photo(desk: FileDesk, content: bytes = PNG, name: str = "станок.png") -> AddAttachment:
    return AddAttachment(
        certification_id=desk.certification,
        owner="workplace",
        owner_id=desk.workplace(1).id,
        name=name,
        content=content,
        remark="общий вид",
    )


def test_a_photo_is_kept_with_its_bytes(file_desk: FileDesk) -> None:
    file_desk.do(photo(file_desk))
    file_desk.do(photo(file_desk, JPEG, "второй.jpg"))
    first, second = file_desk.dossier().attachments
    assert (first.media_type, first.size, first.sha256) == (
        "image/png",
        28,
        sha256(PNG).hexdigest(),
    )
    assert (second.media_type, second.ordinal) == ("image/jpeg", 2)
    with file_desk.database.unit_of_work() as uow:
        assert uow.content(first.sha256) == PNG


def test_undo_takes_the_row_and_redo_finds_the_bytes(file_desk: FileDesk) -> None:
    file_desk.do(photo(file_desk))
    kept = file_desk.dossier().attachments
    file_desk.undo()
    assert file_desk.dossier().attachments == ()
    file_desk.redo()
    assert file_desk.dossier().attachments == kept
    with file_desk.database.unit_of_work() as uow:
        assert uow.content(kept[0].sha256) == PNG


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7\n", "application/pdf"),
    ],
)
def test_the_type_is_read_from_the_bytes(content: bytes, kind: str) -> None:
    assert media_type(content) == kind


@pytest.mark.parametrize(
    "content", [b"", b"<svg/>", b"MZ\x90", b"RIFF\x10\0\0\0WAVEfmt ", b"GIF89a"]
)
def test_other_bytes_are_refused_whatever_their_name(file_desk: FileDesk, content: bytes) -> None:
    with pytest.raises(UserError, match="attachment-type"):
        media_type(content)
    file_desk.refused(photo(file_desk, content, "станок.png"), "attachment-type")


def test_what_is_too_large_nameless_or_nowhere(
    file_desk: FileDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_desk.refused(photo(file_desk, name="  "), "attachment-unnamed")
    lost = AddAttachment(
        certification_id=file_desk.certification,
        owner="point",
        owner_id="нет",
        name="a",
        content=PNG,
    )
    file_desk.refused(lost, "not-found")
    monkeypatch.setattr(edit_attachments, "LARGEST", 27)
    file_desk.refused(photo(file_desk), "attachment-large")


def test_a_name_changes_and_a_file_goes(file_desk: FileDesk) -> None:
    own = str(file_desk.do(photo(file_desk)).value)
    file_desk.do(ChangeAttachment(attachment_id=own, values={"name": "пресс", "remark": ""}))
    found = file_desk.dossier().attachments[0]
    assert (found.name, found.remark, found.media_type) == ("пресс", "", "image/png")
    file_desk.refused(ChangeAttachment(attachment_id=own, values={"sha256": "0"}), "field-unknown")
    file_desk.do(RemoveAttachment(attachment_id=own))
    assert file_desk.dossier().attachments == ()


@pytest.mark.parametrize(
    ("kind", "progressive"), [("JPEG", False), ("JPEG", True), ("PNG", False), ("WEBP", False)]
)
@pytest.mark.parametrize("turn", [1, 6])
def test_a_photo_loses_the_notes_of_its_camera_and_nothing_else(
    file_desk: FileDesk, kind: str, turn: int, *, progressive: bool
) -> None:
    taken = camera_photo(kind, turn, progressive=progressive)
    assert b"SECRETPHONE" in taken
    file_desk.do(photo(file_desk, taken))
    (kept,) = file_desk.dossier().attachments
    with file_desk.database.unit_of_work() as uow:
        stored = uow.content(kept.sha256)
    assert kept.size == len(stored)
    assert b"SECRETPHONE" not in stored
    before, after = (Image.open(io.BytesIO(each)) for each in (taken, stored))
    assert dict(after.getexif()) == ({_TURN: turn} if turn > 1 else {})
    assert after.getexif().get_ifd(_GPS) == {}
    assert after.tobytes() == before.tobytes()


def test_what_is_no_picture_inside_is_kept_as_it_is() -> None:
    whole = camera_photo("JPEG")
    assert without_notes(b"%PDF-1.7 SECRETPHONE", "application/pdf") == b"%PDF-1.7 SECRETPHONE"
    for broken in (JPEG, PNG, whole[:30], b"RIFF\x04\0\0\0WEBP"):
        kind = media_type(broken)
        assert without_notes(broken, kind) == broken

"""Attached files: the type by their bytes, the size, the bytes kept once."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from file_desk import FileDesk, opened

from riskdesk.domain.errors import UserError
from riskdesk.services import edit_attachments
from riskdesk.services.edit_attachments import (
    AddAttachment,
    ChangeAttachment,
    RemoveAttachment,
    media_type,
)


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


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

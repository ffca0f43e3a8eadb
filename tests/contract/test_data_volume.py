"""A live database lies on a disk of this computer, or is refused in a sentence (R12, F19)."""

from pathlib import Path

import pytest

from riskdesk.app import store
from riskdesk.app.bootstrap import make_program
from riskdesk.data import volume
from riskdesk.domain.errors import UserError

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /mnt/жалпы\\040қалта rw - cifs //server/share rw
41 22 0:36 / /mnt/local rw - ext4 /dev/sdb1 rw
42 41 0:37 / /mnt/local/far rw - nfs4 server:/x rw
43 22 0:38 / /mnt/over rw - nfs server:/y rw
44 22 0:39 / /mnt/over rw - ext4 /dev/sdc1 rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/Әлия", "ext4"),
        ("/mnt/жалпы қалта/2026", "cifs"),
        ("/mnt/local/a", "ext4"),
        ("/mnt/local/far/b", "nfs4"),
        ("/mnt/over/c", "ext4"),
        ("/mnt/localfar", "ext4"),
    ],
)
def test_the_mount_of_a_folder_is_found(folder: str, kind: str) -> None:
    assert volume.filesystem(MOUNTS, Path(folder)) == kind


@pytest.mark.parametrize(
    ("name", "synced"),
    [
        ("OneDrive", True),
        ("OneDrive - Филиал", True),
        ("Яндекс.Диск", True),
        ("YandexDisk", True),
        ("Google Drive", True),
        ("Dropbox", True),
        ("Аттестация", False),
        ("My Dropbox notes", False),
    ],
)
def test_a_folder_of_a_cloud_service_is_known_by_its_name(
    tmp_path: Path,
    name: str,
    synced: bool,  # noqa: FBT001
) -> None:
    assert volume.is_synced(tmp_path / name / "2026", {}) == synced


def test_it_is_known_by_its_marks_and_variables(tmp_path: Path) -> None:
    assert not volume.is_synced(tmp_path, {"HOME": str(tmp_path)})
    assert volume.is_synced(tmp_path / "a", {"OneDriveCommercial": str(tmp_path)})
    (tmp_path / ".dropbox.cache").mkdir()
    assert volume.is_synced(tmp_path / "a" / "b", {})


@pytest.mark.parametrize("kind", ["network", "removable"])
def test_a_wrong_place_is_refused_unchanged(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volume, "drive_kind", lambda _: kind)
    with pytest.raises(UserError) as error:
        store.open_named(make_program(), tmp_path / "a.db")
    assert error.value.code == f"database-{kind}"
    assert list(tmp_path.iterdir()) == []


def test_this_disk_is_neither(tmp_path: Path) -> None:
    assert volume.drive_kind(tmp_path) == ""

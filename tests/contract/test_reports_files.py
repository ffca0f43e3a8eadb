"""Files are whole or absent, and a cancelled export leaves none."""

import errno
import os
from pathlib import Path

import pytest
from fakes import FakeClock
from forms_sample import DAY, ROOT, few, forms, source

from riskdesk.domain.errors import UserError
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.whole_file import write_whole
from riskdesk.reports.xlsx_writer import XlsxWriter
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.risk import RiskCatalog
from riskdesk.services import export
from riskdesk.services.context import Context
from riskdesk.services.ports import Cancelled, DocumentWriter
from riskdesk.services.texts import Texts

FONTS = ROOT / "resources" / "fonts"


class Told:
    """A progress that remembers, and stops at a step if asked to."""

    def __init__(self, stop_at: int = 10**9) -> None:
        self.steps: list[tuple[int, int, str]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, what: str = "") -> None:
        self.steps.append((done, total, what))
        if len(self.steps) >= self._stop_at:
            raise Cancelled


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_old_file_is_replaced_whole_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert files_in(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "export-disk-full"),
        (errno.EBUSY, "export-target-busy"),
        (errno.EACCES, "export-no-permission"),
        (errno.EROFS, "export-no-permission"),
        (errno.EIO, "export-failed"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_fault_at_any_step_leaves_the_old_file_and_a_user_error(
    number: int, code: str, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def fails(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(UserError) as caught:
        write_whole(target, b"new")
    assert caught.value.code == code
    assert target.read_bytes() == b"old"
    assert files_in(tmp_path) == ["a.pdf"]


def test_a_folder_in_the_way_and_a_missing_folder_are_user_errors(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(UserError) as in_the_way:
        write_whole(tmp_path / "a.pdf", b"")
    assert in_the_way.value.code == "export-target-is-folder"
    with pytest.raises(UserError) as missing:
        write_whole(tmp_path / "no" / "a.pdf", b"")
    assert missing.value.code == "export-no-folder"


def test_every_code_of_this_package_has_its_message() -> None:
    texts = Texts.load(ROOT / "resources")
    for code in (
        "export-target-is-folder",
        "export-no-folder",
        "export-no-permission",
        "export-target-busy",
        "export-disk-full",
        "export-failed",
    ):
        text = texts.error(UserError(code, path="а.pdf", reason="r"))
        assert "а.pdf" in text.kk
        assert "а.pdf" in text.ru
        assert "а.pdf" in text.en


def order(out: Path, **given: tuple[str, ...]) -> export.Export:
    return export.Export(certification=few().certification.id, out=out, **given)  # type: ignore[arg-type]


def exported(command: export.Export, progress: Told) -> export.ExportSummary:
    printed = source(few())
    resources = ROOT / "resources"
    context = Context(
        catalog=Catalog.load(resources),
        risks=RiskCatalog.load(resources),
        texts=Texts.load(resources),
        clock=FakeClock(),
    )
    writers: dict[str, DocumentWriter] = {"pdf": PdfWriter(FONTS), "xlsx": XlsxWriter(FONTS)}
    return export.run(
        command,
        printed.dossier,
        printed.assessment,
        (),
        context,
        forms(),
        writers,
        progress,
    )


def test_all_forms_in_both_formats_are_written_under_their_names(tmp_path: Path) -> None:
    told = Told()
    summary = exported(order(tmp_path), told)
    assert [file.form for file in summary.files[::2]] == list(forms().ids)
    assert sorted(file.path.name for file in summary.files) == files_in(tmp_path)
    assert len(summary.files) == 2 * len(forms().ids)
    assert all(file.pages >= 1 for file in summary.files)
    shares = [done / total for done, total, _ in told.steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_chosen_forms_and_formats_only(tmp_path: Path) -> None:
    exported(order(tmp_path, forms=("annex-6",), formats=("pdf",)), Told())
    assert files_in(tmp_path) == ["annex-6.pdf"]


@pytest.mark.parametrize(
    ("given", "code"),
    [({"forms": ("annex-7",)}, "form-unknown"), ({"formats": ("docx",)}, "format-unknown")],
)
def test_unknown_names_are_user_errors_before_anything_is_written(
    given: dict[str, tuple[str, ...]], code: str, tmp_path: Path
) -> None:
    with pytest.raises(UserError) as caught:
        exported(order(tmp_path, **given), Told())
    assert caught.value.code == code
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("stop_at", [1, 2, 4, 7])
def test_a_cancelled_export_leaves_no_half_file(stop_at: int, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        exported(order(tmp_path, forms=("annex-2", "annex-3")), Told(stop_at))
    for path in tmp_path.iterdir():
        assert path.suffix in {".pdf", ".xlsx"}
        assert path.read_bytes()[:4] in {b"%PDF", b"PK\x03\x04"}
    assert few().certification.measured_on == DAY

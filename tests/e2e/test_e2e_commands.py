"""The commands as a script uses them: real files, real processes, real exit codes."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SAMPLE = "samples/agro-55"


class Program:
    """Starts ``python -m riskdesk`` for one user of its own."""

    def __init__(self, root: Path, home: Path) -> None:
        self.sample = root / "resources" / SAMPLE
        self.home = home
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(root),
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
            "LOCALAPPDATA": str(home),
            "RISKDESK_LANG": "ru",
        }
        for name in ("RISKDESK_CALLED", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            self._environment.pop(name, None)

    def run(self, *words: object, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "riskdesk", *map(str, words)],
            input=given,
            capture_output=True,
            cwd=self.home,
            env=self._environment,
            check=False,
            timeout=120,
        )
        answer = subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )
        assert "Traceback" not in answer.stderr
        return answer

    def start(self, *words: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "riskdesk", *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.home,
            env=self._environment,
        )

    def rows(self, *words: object, code: int = 0, stdin: str = "") -> list[dict[str, Any]]:
        done = self.run(*words, stdin=stdin)
        assert done.returncode == code, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def program(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(root, tmp_path_factory.mktemp("Үй папка"))


@pytest.fixture(scope="module")
def imported(program: Program) -> Path:
    """A database filled through the commands of the README."""
    database = program.home / "зауыт.db"
    day = ("--date", "2026-04-10", "--ruleset", "KZ1.04.001.2000")
    for kind, file, more in [
        ("staff", "staff-list.xlsx", day),
        ("instruments", "instruments.csv", ()),
        ("journal", "field-journal.csv", ()),
        ("points", "points-light.csv", ()),
        ("points", "points-noise.csv", ()),
        ("points", "points-microclimate.csv", ()),
        ("cards", "heaviness-cards.csv", ()),
        ("cards", "tension-cards.csv", ()),
        ("cards", "card-conclusions.csv", ()),
    ]:
        done = program.run("import", kind, program.sample / file, *more, "--database", database)
        assert done.returncode == 0, done.stderr
    return database


def test_a_second_import_changes_nothing(program: Program, imported: Path) -> None:
    before = imported.read_bytes()
    for kind, file in [("staff", "staff-list.xlsx"), ("journal", "field-journal.csv")]:
        done = program.run("--database", imported, "import", kind, program.sample / file)
        assert done.returncode == 0, done.stderr
        assert "добавлено: 0, изменено: 0" in done.stdout
    assert imported.read_bytes() == before


def test_lists_hold_what_the_files_hold(program: Program, imported: Path) -> None:
    workplaces = program.rows("list", "workplaces", "--json", "--database", imported)
    assert [row["number"] for row in workplaces] == list(range(1, 56))
    assert workplaces[0]["code"] == "01 001 001"
    measured = program.rows("list", "measurements", "--json", "--database", imported)
    with (program.sample / "field-journal.csv").open(encoding="utf-8-sig") as file:
        journal = list(csv.DictReader(file, delimiter=";"))
    keys = {"id", "workplace", "quantity", "value", "unit", "date", "instrument", "provenance"}
    assert keys <= set(measured[0])
    assert len({row["id"] for row in measured}) == len(journal)
    for row, written in zip(measured, journal, strict=True):
        assert (row["workplace"], row["quantity"]) == (
            int(written["workplace_no"]),
            written["quantity"],
        )
        text = written["value"].replace(",", ".")
        assert row["value"] == (float(text) if text not in ("", "-") else None)
        assert row["date"] == "2026-04-10"
    for kind in ("enterprises", "certifications", "points", "instruments", "findings"):
        rows = program.rows("list", kind, "--json", "--database", imported)
        assert rows, kind
        assert all(row["id"] for row in rows)
        assert len({row["id"] for row in rows}) == len(rows), kind


def test_findings_say_class_limit_and_clause(program: Program, imported: Path) -> None:
    findings = program.rows("list", "findings", "--json", "--database", imported)
    keys = {"workplace", "factor", "class", "value", "limit", "clause", "verified"}
    assert all(keys <= set(row) for row in findings)
    totals = [row for row in findings if row["kind"] == "total"]
    assert len(totals) == 55
    noise = [row for row in findings if row["subject"] == "noise_leq" and row["workplace"] == 1]
    assert [row["limit"] for row in noise] == [50]
    assert "1.04.001.2000" in noise[0]["clause"]
    assert "ДСМ-15" in noise[0]["limit_clause"]


def test_a_plant_of_one_s_own_gets_its_risks_once(program: Program) -> None:
    plant = program.home / "own plant.db"
    named = ("--database", plant)
    assert program.run("assess", *named).returncode == 2, "there is no such file"
    assert program.run("import", "staff", program.sample / "staff-list.xlsx", *named).stdout
    done = program.run("assess", *named)
    assert done.returncode == 0, done.stderr
    risks = program.rows("list", "risks", "--json", *named)
    *given, told = done.stdout.splitlines()[2:]
    assert sum(int(line.split()[-1]) for line in given) == len(risks) > 0
    assert len(given) == 31, "the positions of the list"
    assert f'riskdesk --database "{plant}" list risks' in told
    before = plant.read_bytes()
    again = program.run("assess", *named)
    assert (again.returncode, again.stdout) == (0, "")
    assert len(again.stderr.splitlines()) == 1
    assert plant.read_bytes() == before


def test_advice_begins_as_the_program_was_started(program: Program) -> None:
    assert "python3 -m riskdesk --help" in program.run("classfy").stderr
    program._environment["RISKDESK_CALLED"] = "py run.py"
    try:
        assert "py run.py list --help" in program.run("list").stderr
        assert program.run("--help").stdout.startswith("использование: py run.py ")
    finally:
        del program._environment["RISKDESK_CALLED"]


def test_the_id_that_certification_takes_is_shown(program: Program, imported: Path) -> None:
    shown = program.run("list", "certifications", "--database", imported).stdout
    identity = shown.splitlines()[2].split()[0]
    done = program.run("list", "points", "--certification", identity, "--database", imported)
    assert done.returncode == 0, done.stderr


def test_the_check_tells_errors_by_its_exit_code(program: Program, imported: Path) -> None:
    problems = program.rows("check", "--json", "--database", imported, code=1)
    keys = {"code", "severity", "workplace", "quantity", "place", "message"}
    assert all(set(problem) == keys for problem in problems)
    assert any(problem["severity"] == "error" for problem in problems)
    assert {problem["quantity"] for problem in problems} >= {None, "noise_leq", "heaviness"}
    readable = program.run("check", "--database", imported)
    assert readable.returncode == 1
    assert len(readable.stdout.splitlines()) == len(problems) + 2


def test_export_writes_one_file_a_form_and_format(program: Program, imported: Path) -> None:
    out = program.home / "Дело № 1"
    words = ("--form", "code-list", "--form", "annex-6", "--database", imported)
    done = program.run("export", "--out", out, *words)
    assert done.returncode == 0, done.stderr
    names = ["annex-6.pdf", "annex-6.xlsx", "code-list.pdf", "code-list.xlsx"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert sorted(Path(line).name for line in done.stdout.splitlines()) == names
    assert (out / "annex-6.pdf").read_bytes().startswith(b"%PDF-")
    assert (out / "annex-6.xlsx").read_bytes().startswith(b"PK")


def test_the_journal_comes_row_by_row(program: Program) -> None:
    lines = (program.sample / "field-journal.csv").read_text(encoding="utf-8-sig").splitlines()
    database = program.home / "stream.db"
    words = ("import", "journal", "-", "--date", "2026-04-10", "--database", database)
    done = program.run(*words, stdin="\n".join([*lines[:4], "мусор", *lines[4:6]]) + "\n")
    answers = done.stdout.splitlines()
    assert answers[:3] == ["ok 1", "ok 2", "ok 3"]
    assert answers[3].startswith("error 4: ")
    assert answers[4:] == ["ok 5", "ok 6"]
    assert done.returncode == 1
    assert len(program.rows("list", "measurements", "--json", "--database", database)) == 5


def test_a_row_is_kept_before_its_answer_is_read(program: Program) -> None:
    """The answer comes while the input is still open: nothing waits for its end."""
    lines = (program.sample / "field-journal.csv").read_bytes().splitlines(keepends=True)
    database = program.home / "live.db"
    with program.start("import", "journal", "-", "--database", database) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(lines[0] + lines[1])
        process.stdin.flush()
        answer = process.stdout.readline()
        process.kill()
    assert answer == b"ok 1\n"
    assert len(program.rows("list", "measurements", "--json", "--database", database)) == 1


def test_classify_answers_every_line_in_order(program: Program) -> None:
    noise = {"ruleset": "R2.2.2006-05", "factor": "noise", "inputs": {"excess_db": 7}}
    lines = [
        json.dumps(noise),
        "{",
        json.dumps({**noise, "ruleset": "нет"}),
        json.dumps({**noise, "inputs": {"excess_db": 0}}),
        json.dumps({**noise, "inputs": [7]}),
        '{"ruleset": "R2.2.2006-05", "factor": "noise", "inputs": {"excess_db": NaN}}',
        "[" * 100_000,
        json.dumps(noise).replace("7", "-1e-999999"),
        "",
        "  \t",
        "[7]",
        '{"ruleset": "R2.2.2006-05", "ruleset": "KZ1.04.001.2000", "factor": "noise"}',
        json.dumps(noise).replace("7", "7" * 5_000),
        json.dumps(noise),
    ]
    answers = program.rows("classify", stdin="\n".join(lines) + "\n")
    assert [answer.get("class") for answer in answers] == [
        "3.2", None, None, "2", None, None, None, None, None, None, None, "3.2"
    ]  # fmt: skip
    assert [answer.get("error", {}).get("code") for answer in answers] == [
        None, "line-not-json", "ruleset-unknown", None, "line-not-request",
        "line-not-json", "line-not-json", "input-too-long",
        "line-not-json", "line-key-twice", "input-too-long", None,
    ]  # fmt: skip
    told = " ".join(answer["error"]["message"] for answer in answers if "error" in answer)
    for english in ("Expecting", "delimiter", "recursion", "digits", "NoneType"):
        assert english not in told
    assert answers[0]["value"] == 7
    assert answers[0]["clause"]
    assert answers[0]["trace"]
    assert all(error["error"]["message"] for error in answers if "error" in error)


def test_a_number_no_instrument_shows_is_refused_by_its_name_and_range(program: Program) -> None:
    numbers = ("1e400", "1e-400", "1e" + "9" * 25, "3.1415926535897932384626433832795", "1" * 31)
    asked = '{"ruleset": "R2.2.2006-05", "factor": "noise", "inputs": {"excess_db": %s}}'
    inside = (
        '{"ruleset": "R2.2.2006-05", "factor": "shift_average", "inputs":'
        ' {"pdk_ss": 1, "ops": [{"c": 1e400, "t_min": 10}]}}'
    )
    lines = [*(asked % number for number in numbers), inside, asked % "7.0000000000000000000001"]
    *refused, read = program.rows("classify", stdin="\n".join(lines) + "\n")
    for answer, name, most in zip(
        refused, [*["excess_db"] * len(numbers), "c"], [*["200"] * len(numbers), "1000000"],
        strict=True,
    ):  # fmt: skip
        assert answer["error"]["code"] == "input-too-long"
        assert f"«{name}»" in answer["error"]["message"]
        assert f"≤ {most}." in answer["error"]["message"]
    assert read["class"] == "3.2"


@pytest.mark.parametrize("asked", ["аммиак", "7664-41-7", "NH3", "ammonia", "air/166"])
def test_the_book_shows_a_substance_by_any_name(program: Program, asked: str) -> None:
    row = next(
        row for row in program.rows("rules", "show", asked, "--json") if row["id"] == "air/166"
    )
    assert (row["cas"], row["max_single"], row["hazard_class"]) == ("7664-41-7", 20, 4)
    assert row["reference"]
    assert row["verified"] == "implementations"
    assert row["effects"] == []


def test_the_book_prints_the_table_of_a_factor_that_one_set_has(program: Program) -> None:
    head, *lines = program.rows("rules", "show", "ppe_reduction", "--json")
    assert head["id"] == "426-FZ/ppe_reduction"
    assert [line["row"] for line in lines] == ["3.1", "3.2", "3.3", "3.4", "4"]
    assert lines[1]["cells"]["ppe-certified"] == "3.1"


def test_nothing_and_a_folder_are_no_journal(program: Program) -> None:
    database, empty = program.home / "пусто.db", program.home / "пусто.csv"
    empty.write_bytes(b"")
    said = []
    for words in (("-",), (empty,), (program.home,)):
        done = program.run("import", "journal", *words, "--database", database, stdin="")
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert not done.stdout
        said.append(done.stderr)
    assert said[0].partition(":")[2] == said[1].partition(":")[2]
    assert "папка" in said[2]


def test_a_stream_chooses_the_rule_set(program: Program) -> None:
    database = program.home / "набор.db"
    head = "workplace_no;position;quantity;value;unit\n"
    words = ("import", "journal", "-", "--ruleset", "R2.2.2006-05", "--database", database)
    assert program.run(*words, stdin=head + "1;Директор;noise_leq;40;dBA\n").stdout == "ok 1\n"
    (found,) = program.rows("list", "certifications", "--json", "--database", database)
    assert found["ruleset"] == "R2.2.2006-05"


def test_rate_answers_by_the_matrix(program: Program) -> None:
    request = {"method": "matrix-5x5", "inputs": {"probability": 5, "severity": 5}}
    answers = program.rows("rate", stdin=json.dumps(request) + "\n{}\n")
    assert answers[0]["score"] == 25
    assert answers[1]["error"]["code"] == "line-not-request"


def test_catalogs_need_no_database(program: Program) -> None:
    rules = program.rows("rules", "--json")
    assert {"R2.2.2006-05/noise", "KZ1.04.001.2000/tension"} <= {row["id"] for row in rules}
    assert all(row["clause"] and row["verified"] for row in rules)
    hazards = program.rows("list", "hazards", "--json")
    assert len(hazards) >= 40
    levels = {"eliminate", "substitute", "engineering", "administrative", "ppe"}
    for hazard in hazards:
        assert all(hazard["title"][language] for language in ("kk", "ru", "en"))
        assert all(hazard[key] for key in ("id", "group", "sources", "injuries", "source"))
        assert {measure["level"] for measure in hazard["measures"]} <= levels
        assert all(measure["title"]["kk"] for measure in hazard["measures"])
    methods = {row["id"]: row for row in program.rows("list", "risk-methods", "--json")}
    assert methods["matrix-5x5"]["inputs"] == {
        "probability": [1, 2, 3, 4, 5],
        "severity": [1, 2, 3, 4, 5],
    }
    assert methods["matrix-5x5"]["title"]["ru"]
    forms = {row["id"]: row for row in program.rows("forms", "--json")}
    assert list(forms["annex-1"]) == ["id", "title", "act", "annex", "from", "to"]
    assert "1057" in forms["annex-1"]["act"]
    assert (forms["annex-1"]["annex"], forms["annex-1"]["to"]) == ("1", None)
    assert forms["annex-1"]["from"] == "2016-01-01"
    assert set(forms["annex-1"]["title"]) == {"kk", "ru"}
    readable = program.run("forms").stdout
    assert "workplace-card" in readable


@pytest.mark.parametrize(
    "words",
    [
        ("classfy",),
        ("import", "staff"),
        ("import", "staff", "no-such-file.xlsx"),
        ("import", "staff", "."),
        ("import", "staff", "-"),
        ("check", "--database", "no-such.db"),
        ("list", "everything"),
        ("export",),
        ("export", "--out", "o", "--database", "no-such.db"),
        ("demo", "taken/inside"),
        ("demo", "taken"),
        (),
    ],
)
def test_mistakes_are_one_clear_line(program: Program, words: tuple[str, ...]) -> None:
    (program.home / "taken").touch()
    done = program.run(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_is_no_database_is_left_alone(program: Program) -> None:
    letter = program.home / "letter.db"
    letter.write_text("Құрметті әріптес!" * 100, encoding="utf-8")
    before = letter.read_bytes()
    done = program.run("list", "workplaces", "--database", letter)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert letter.read_bytes() == before


def test_a_reader_that_leaves_is_no_fault(program: Program, imported: Path) -> None:
    with program.start("list", "measurements", "--json", "--database", imported) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode in (0, 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_is_full_is_a_sentence(program: Program, imported: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        words = ["list", "measurements", "--database", str(imported)]
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "riskdesk", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=program.home,
            env=program._environment,
            check=False,
        )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_another_program_holds_is_a_sentence(program: Program) -> None:
    out = program.home / "held"
    with program.start("import", "journal", "-", "--database", out.with_suffix(".db")) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        lines = (program.sample / "field-journal.csv").read_bytes().splitlines(keepends=True)
        holder.stdin.write(lines[0] + lines[1])
        holder.stdin.flush()
        assert holder.stdout.readline() == b"ok 1\n"
        done = program.run("list", "workplaces", "--database", out.with_suffix(".db"))
        holder.stdin.close()
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_a_display_that_does_not_answer_is_a_sentence(program: Program) -> None:
    program._environment["DISPLAY"] = ":4711"
    try:
        done = program.run()
    finally:
        del program._environment["DISPLAY"]
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_the_demo_gives_the_same_dossier_again(program: Program) -> None:
    out = program.home / "demo"
    first = program.run("demo", out)
    assert first.returncode == 0, first.stderr
    papers = {path.name: path.read_bytes() for path in out.glob("*.[px]*")}
    second = program.run("demo", out)
    assert second.returncode == 0, second.stderr

    def table(text: str) -> list[str]:
        return text.splitlines()[:-1]  # the last line tells the seconds

    assert table(first.stdout) == table(second.stdout)
    forms = program.rows("forms", "--json")
    expected = {f"{form['id']}.{kind}" for form in forms for kind in ("pdf", "xlsx")}
    assert {path.name for path in out.iterdir()} == {"agro-55.db", *expected}
    assert {path.name: path.read_bytes() for path in out.glob("*.[px]*")} == papers
    assert set(papers) == expected
    assert not (program.home / "data").exists(), "the user's own database stays untouched"
    enterprises = program.rows("list", "enterprises", "--json", "--database", out / "agro-55.db")
    assert [row["sample"] for row in enterprises] == [True]


def test_the_demo_replaces_nothing_but_the_sample(program: Program) -> None:
    out = program.home / "own"
    out.mkdir()
    told = ("import", "staff", program.sample / "staff-list.xlsx", "--database", out / "agro-55.db")
    assert program.run(*told).returncode == 0
    before = (out / "agro-55.db").read_bytes()
    done = program.run("demo", out)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert (out / "agro-55.db").read_bytes() == before
    assert [path.name for path in out.iterdir()] == ["agro-55.db"]

"""The columns and cells of injury safety and protective equipment; their results in words."""

from collections.abc import Iterable, Iterator

from riskdesk.domain.desk import PpeItem, SafetyCheck
from riskdesk.rules.safety_results import PERMITTED_GRADE, PpeResult, SafetyResult
from riskdesk.services.safety_page import SafetyGuide
from riskdesk.ui.kit.cells import Cell, Column, Finder, GridRow, Option
from riskdesk.ui.kit.labels import Tone
from riskdesk.ui.look import Look

RESULT_SIGN: dict[str, tuple[str, Tone]] = {
    "conforms": ("tick", "ok"),
    "provided": ("tick", "ok"),
    "does-not-conform": ("error", "invalid"),
    "not-provided": ("error", "invalid"),
    "open": ("info", "text_2"),
    "none-listed": ("info", "text_2"),
}
"""Icon and tone of a result: it is no class and has none of their colours."""


def injury_columns(look: Look, kinds: Finder, grades: Finder) -> tuple[Column, ...]:
    """Annex 4: object, document, grade with its criterion beside each choice, reasons."""
    tr = look.tr
    return (
        Column(key="name", title=tr("safety.name"), typed=True, stretch=True, width=150),
        Column(
            key="kind", title=tr("safety.kind"), kind="reference", typed=True, width=132,
            find=kinds,
        ),
        Column(key="document", title=tr("safety.document"), typed=True, width=120, wrap_head=True),
        Column(
            key="grade", title=tr("safety.grade"), kind="reference", typed=True, width=122,
            find=grades,
        ),
        Column(key="reason", title=tr("safety.reason"), typed=True, width=180),
    )  # fmt: skip


def kind_options(look: Look, guide: SafetyGuide) -> list[Option]:
    """The objects of which each must be graded."""
    return [Option(value=kind, words=look.tr.text(words)) for kind, words in guide.objects.items()]


def grade_options(look: Look, guide: SafetyGuide) -> list[Option]:
    """The grades, each with its criterion in words."""
    tr = look.tr
    return [
        Option(
            value=str(each.number),
            words=f"{each.number} {tr.text(each.name)}",
            second=tr.text(each.says),
        )
        for each in guide.grades
    ]


def injury_rows(look: Look, rows: Iterable[SafetyCheck], guide: SafetyGuide) -> Iterator[GridRow]:
    """Their rows; a failing object without its reason says so."""
    tr = look.tr
    words = {option.value: option for option in grade_options(look, guide)}
    for row in rows:
        grade = words.get(str(row.grade)) if row.grade is not None else None
        fails = (row.grade or 0) > PERMITTED_GRADE
        texts = {
            "name": row.name,
            "kind": tr.text(guide.objects[row.kind]),
            "document": row.document,
        }
        cells = {key: Cell(text=text, tooltip=text, editable=True) for key, text in texts.items()}
        cells["grade"] = Cell(
            text=grade.words if grade is not None else "",
            tooltip=grade.second if grade is not None else "",
            weight="strong" if fails else "normal",
            editable=True,
        )
        cells["reason"] = Cell(
            text=row.reason,
            tooltip=row.reason,
            editable=True,
            problem=tr("safety.need_reason") if fails and not row.reason else "",
        )
        yield GridRow(key=row.id, cells=cells)


def ppe_columns(look: Look) -> tuple[Column, ...]:
    """Annex 5: what is due by the norms, what was issued, whether it is certified."""
    tr = look.tr
    answers = [Option(value=each, words=tr(f"safety.{each}")) for each in ("yes", "no")]

    def answer(key: str) -> Column:
        return Column(
            key=key, title=tr(f"safety.{key}"), kind="choice", typed=True, width=72,
            wrap_head=True, options=answers,
        )  # fmt: skip

    first, second = ("kk", "ru") if look.language == "kk" else ("ru", "kk")
    return (
        Column(key=first, title=tr(f"safety.{first}"), typed=True, stretch=True, width=150),
        Column(key=second, title=tr(f"safety.{second}"), typed=True, width=118, wrap_head=True),
        Column(key="norm", title=tr("safety.norm"), typed=True, width=90, wrap_head=True),
        answer("issued"),
        Column(
            key="certificate", title=tr("safety.certificate"), typed=True, width=100,
            wrap_head=True,
        ),
        answer("certified"),
        Column(key="remark", title=tr("safety.remark"), typed=True, width=96),
    )  # fmt: skip


def ppe_rows(look: Look, rows: Iterable[PpeItem]) -> Iterator[GridRow]:
    """Their rows."""
    for row in rows:
        texts = {
            "kk": row.name.kk,
            "ru": row.name.ru,
            "norm": row.norm,
            "issued": answer_words(look, row.issued),
            "certificate": row.certificate,
            "certified": answer_words(look, row.certified),
            "remark": row.remark,
        }
        yield GridRow(
            key=row.id,
            cells={
                key: Cell(text=text, tooltip=text, editable=True) for key, text in texts.items()
            },
        )


def answer_words(look: Look, answer: bool | None) -> str:  # noqa: FBT001 - yes, no, not checked
    """«да», «нет» or nothing."""
    if answer is None:
        return ""
    return look.tr("safety.yes" if answer else "safety.no")


def injury_result(look: Look, result: SafetyResult, guide: SafetyGuide) -> tuple[str, str]:
    """The result in a word, and what it comes from."""
    tr = look.tr
    word = tr(f"safety.{result.conformity}")
    failing = [row for row in result.rows if (row.grade or 0) > PERMITTED_GRADE]
    said = []
    if failing:
        said.append("; ".join(f"{row.name}: {row.reason or row.grade}" for row in failing))
    if result.unexplained:
        said.append(tr("safety.unexplained", what=_names(row.name for row in result.unexplained)))
    if result.conformity == "open":
        graded = {row.kind for row in result.rows if row.grade is not None}
        missing = [tr.text(words) for kind, words in guide.objects.items() if kind not in graded]
        missing += [row.name for row in result.rows if row.grade is None and row.kind in graded]
        said.append(tr("safety.missing", what=_names(missing)))
    return word, "; ".join(said)


def ppe_result_words(look: Look, result: PpeResult) -> tuple[str, str]:
    """The assessment in a word, and what it comes from."""
    tr = look.tr
    word = tr(f"safety.{result.provision}")
    said = []
    if result.lacking:
        said.append(tr("safety.lacking", what=_names(tr.text(row.name) for row in result.lacking)))
    unknown = [row for row in result.unknown if row not in result.lacking]
    if unknown:
        said.append(tr("safety.unknown", what=_names(tr.text(row.name) for row in unknown)))
    return word, "; ".join(said)


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)

"""The faces of Liberation Serif: loaded by file, measured once."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFont

from riskdesk.forms.document import Run

_FILES = {
    (False, False): "LiberationSerif-Regular",
    (True, False): "LiberationSerif-Bold",
    (False, True): "LiberationSerif-Italic",
    (True, True): "LiberationSerif-BoldItalic",
}
EXCEL_FACE = "Times New Roman"
"""The face named in Excel files: same metrics as Liberation Serif, present in every office."""

_MOST_WORDS = 20_000


class _Widths(dict[str, float]):
    """Widths of characters; one that the face has not is as wide as its sign for it."""

    def __init__(self, of_code: Mapping[int, float], default: float) -> None:
        super().__init__((chr(code), width) for code, width in of_code.items())
        self._default = default

    def __missing__(self, char: str) -> float:
        return self._default


class Face:
    """One face: its name in the PDF and the widths of its characters."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        font = TTFont(name, str(path))
        self.parsed = font.face
        self._of_char = _Widths(font.face.charWidths, font.face.defaultWidth)
        self._of_word: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Width of ``text`` in thousandths of the type size."""
        known = self._of_word.get(text)
        if known is None:
            if len(self._of_word) > _MOST_WORDS:
                self._of_word.clear()
            known = sum(map(self._of_char.__getitem__, text))
            self._of_word[text] = known
        return known


class Faces:
    """The four faces of the paper's type."""

    def __init__(self, fonts: Path) -> None:
        folder = fonts / "liberation"
        self._faces = {style: Face(name, folder / f"{name}.ttf") for style, name in _FILES.items()}

    def of(self, run: Run) -> Face:
        """The face of a run."""
        return self._faces[run.bold, run.italic]


@lru_cache(maxsize=4)
def load_faces(fonts: Path) -> Faces:
    """The faces in ``resources/fonts``; parsed once a process (30 ms a face)."""
    return Faces(fonts)

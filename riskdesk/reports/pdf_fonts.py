"""The faces of a PDF: only the characters that it shows, each coded by its own number in Unicode.

So a page's bytes do not depend on the pages before it, and text is found by what it says.
"""

import hashlib
from collections.abc import Iterable
from struct import pack

from reportlab.pdfbase.ttfonts import TTFontFace

from riskdesk.reports.faces import Face
from riskdesk.reports.pdf_file import PdfFile

_LAST = 0xFFFF
_MOST_TEXTS = 10_000
_BLOCK = 100
"""Entries of one block of a character map (Adobe Technical Note 5014)."""


class Codes:
    """Texts as the hex strings of a content stream; remembers the characters used of each face."""

    def __init__(self) -> None:
        self.used: dict[Face, set[int]] = {}
        self._known: dict[tuple[Face, str], str] = {}

    def name(self, face: Face) -> str:
        """The name of a face in the resources of the pages."""
        return face.name.replace("-", "")

    def of(self, face: Face, text: str) -> str:
        """The text, ready to be shown; what is beyond the basic plane shows as missing."""
        known = self._known.get((face, text))
        if known is None:
            if len(self._known) > _MOST_TEXTS:
                self._known.clear()
            codes = [min(ord(char), _LAST) for char in text]
            self.used.setdefault(face, set()).update(codes)
            known = f"<{pack(f'>{len(codes)}H', *codes).hex()}>"
            self._known[face, text] = known
        return known

    def add(self, used: Iterable[tuple[Face, Iterable[int]]]) -> None:
        """Characters that pages made elsewhere show."""
        for face, codes in used:
            self.used.setdefault(face, set()).update(codes)

    def put(self, file: PdfFile) -> str:
        """Embed the faces; the entry ``/Font`` of the resources."""
        faces = sorted(self.used.items(), key=lambda item: item[0].name)
        named = (
            f"/{self.name(face)} {_font(file, face, sorted(used))} 0 R" for face, used in faces
        )
        return f"/Font << {' '.join(named)} >>"


def _font(file: PdfFile, face: Face, codes: list[int]) -> int:
    """A composite font of the characters ``codes``."""
    parsed: TTFontFace = face.parsed
    name = f"{_tag(codes)}+{face.name}"
    program = parsed.makeSubset(codes)
    embedded = file.put_stream(program, f"/Length1 {len(program)}")
    box = " ".join(f"{edge:.0f}" for edge in parsed.bbox)
    described = file.put(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] "
        f"/ItalicAngle {parsed.italicAngle:.0f} /Ascent {parsed.ascent:.0f} "
        f"/Descent {parsed.descent:.0f} /CapHeight {parsed.capHeight:.0f} "
        f"/StemV {parsed.stemV:.0f} /FontFile2 {embedded} 0 R >>"
    )
    widths = " ".join(f"{code} [{_number(face.width(chr(code)))}]" for code in codes)
    inside = file.put(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {described} 0 R /W [{widths}] "
        f"/CIDToGIDMap {file.put_stream(_glyphs(parsed, codes))} 0 R >>"
    )
    return file.put(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
        f"/DescendantFonts [{inside} 0 R] /ToUnicode {file.put_stream(_unicode(codes))} 0 R >>"
    )


def _tag(codes: list[int]) -> str:
    """Six letters that tell this subset from others of the same face."""
    digest = hashlib.md5(repr(codes).encode("ascii"), usedforsecurity=False).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _glyphs(parsed: TTFontFace, codes: list[int]) -> bytes:
    """For each character its glyph in the subset: they are numbered as they come first."""
    of_glyph = {0: 0}
    glyphs = [0] * (codes[-1] + 1)
    for code in codes:
        original = parsed.charToGlyph.get(code, 0)
        glyphs[code] = of_glyph.setdefault(original, len(of_glyph))
    return pack(f">{len(glyphs)}H", *glyphs)


def _unicode(codes: list[int]) -> bytes:
    blocks = []
    for start in range(0, len(codes), _BLOCK):
        some = codes[start : start + _BLOCK]
        lines = "\n".join(f"<{code:04x}> <{code:04x}>" for code in some)
        blocks.append(f"{len(some)} beginbfchar\n{lines}\nendbfchar")
    listed = "\n".join(blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{listed}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")

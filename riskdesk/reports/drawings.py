"""Pictures and QR codes: their size on paper, their modules, the same as a picture for Excel."""

import warnings
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError
from reportlab.graphics.barcode.qr import QrCodeWidget

from riskdesk.domain.errors import UserError
from riskdesk.forms.document import Drawing

MM = 72 / 25.4
QUIET = 4
"""White modules around a QR code that readers need (ISO/IEC 18004)."""
MARK = 2.6 * MM
"""Radius of a mark on a picture, points."""
MARK_TYPE = 8.0
MARK_ROOM = 0.85
"""So much of the radius at each side holds a label; a longer one draws its mark apart."""
_PIXELS_A_MODULE = 6
_SHARP = 2.0
"""Pixels of an Excel picture for a point on paper, if the picture has so many."""


@lru_cache(maxsize=64)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of a QR code, level M, row by row from the top."""
    code = QrCodeWidget(text, barLevel="M").qr
    code.make()
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)


def size_of(drawing: Drawing) -> tuple[float, float]:
    """Width and height on paper in points: the picture's proportions inside the given box."""
    wide, high = drawing.width * MM, drawing.height * MM
    if drawing.code:
        side = min(wide, high)
        return side, side
    across, down = _pixels(drawing.image)
    scale = min(wide / across, high / down)
    return across * scale, down * scale


@lru_cache(maxsize=64)
def _pixels(image: bytes) -> tuple[int, int]:
    with _opened(image) as found:
        return found.size


def _opened(image: bytes) -> Image.Image:
    """The picture; ``UserError("picture-not-read")`` if it is none or larger than any plan."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(image)) as opened:
                found = ImageOps.exif_transpose(opened)
                found.load()
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise UserError("picture-not-read") from error
    return found


def flat(image: bytes) -> Image.Image:
    """The picture as grey or red, green and blue, on white where it is transparent."""
    with _opened(image) as found:
        if found.mode in {"RGB", "L"}:
            return found.copy()
        ground = Image.new("RGB", found.size, "white")
        layer = found.convert("RGBA")
        ground.paste(layer, mask=layer)
        return ground


def as_png(drawing: Drawing, fonts: Path) -> bytes:
    """The drawing with its marks as a PNG file."""
    image = _code_image(drawing.code) if drawing.code else _marked(drawing, fonts)
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=False)
    return buffer.getvalue()


def _code_image(text: str) -> Image.Image:
    rows = modules(text)
    side = len(rows) + 2 * QUIET
    image = Image.new("1", (side, side), 1)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + QUIET, y + QUIET), 0)
    return image.resize((side * _PIXELS_A_MODULE,) * 2, Image.Resampling.NEAREST)


def _marked(drawing: Drawing, fonts: Path) -> Image.Image:
    image = flat(drawing.image).convert("RGB")
    wide, _ = size_of(drawing)
    if image.width > wide * _SHARP:
        size = (round(wide * _SHARP), round(image.height * wide * _SHARP / image.width))
        image = image.resize(size)
    scale = image.width / wide
    pen = ImageDraw.Draw(image)
    face = ImageFont.truetype(
        str(fonts / "liberation" / "LiberationSerif-Bold.ttf"), max(6, round(MARK_TYPE * scale))
    )
    for mark in drawing.marks:
        x, y, r = mark.x * image.width, mark.y * image.height, MARK * scale
        across = max(r, face.getlength(mark.label) / 2 + r * (1 - MARK_ROOM))
        box = (x - across, y - r, x + across, y + r)
        pen.rounded_rectangle(box, r, "white", "black", max(1, round(scale)))
        pen.text((x, y), mark.label, "black", face, anchor="mm")
    return image

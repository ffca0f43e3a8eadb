"""Pictures of a PDF, each embedded once."""

import zlib
from io import BytesIO

from PIL import Image

from riskdesk.reports.drawings import flat
from riskdesk.reports.pdf_file import PdfFile

_ORIENTATION, _UPRIGHT = 0x0112, 1
"""The note of a camera on how its picture is to be turned."""


class Images:
    """The pictures of one file by their bytes."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._known: dict[bytes, tuple[str, int]] = {}

    def name(self, image: bytes) -> str:
        """The name of a picture in the resources of the pages."""
        known = self._known.get(image)
        if known is None:
            known = (f"I{len(self._known) + 1}", _put(self._file, image))
            self._known[image] = known
        return known[0]

    def entry(self) -> str:
        """The entry ``/XObject`` of the resources."""
        named = (f"/{name} {number} 0 R" for name, number in self._known.values())
        return f"/XObject << {' '.join(named)} >>"


def _put(file: PdfFile, image: bytes) -> int:
    """A JPEG as it is, anything else as its colours, deflated."""
    found = flat(image)
    colours = "/DeviceGray" if found.mode == "L" else "/DeviceRGB"
    entries = (
        f"/Type /XObject /Subtype /Image /Width {found.width} /Height {found.height} "
        f"/BitsPerComponent 8 /ColorSpace {colours}"
    )
    with Image.open(BytesIO(image)) as opened:
        turned = opened.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
        as_it_is = opened.format == "JPEG" and opened.mode == found.mode and not turned
    if as_it_is:
        return file.put_stream(image, f"{entries} /Filter /DCTDecode", packed=True)
    data = zlib.compress(found.tobytes(), 6)
    return file.put_stream(data, f"{entries} /Filter /FlateDecode", packed=True)

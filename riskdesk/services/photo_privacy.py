"""Photos without what the camera wrote beside the picture: position, owner, serial numbers, time.

The picture itself is not encoded anew: its quality stays to the last bit. Of the notes only the
turn of the picture is kept. Formats: JPEG (ITU-T T.81, Exif 2.3), PNG (ISO 15948), WebP (RIFF).
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

_ORIENTATION = 0x0112
_TURNED = range(2, 9)
_EXIF = b"Exif\x00\x00"
_SOI, _EOI = b"\xff\xd8", 0xD9
_SCAN = 0xDA
_ALONE = {0x01, *range(0xD0, 0xD8)}
"""Markers without a length: TEM and restarts."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_SHOWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP",
              b"sBIT", b"bKGD", b"pHYs", b"cICP", b"acTL", b"fcTL", b"fdAT"}  # fmt: skip
"""Chunks that the picture is made of; the others are notes."""
_WEBP_NOTES = {b"EXIF", b"XMP "}
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04


class _NotRead(Exception):
    """The bytes are not the format that they begin as."""


def without_notes(content: bytes, media_type: str) -> bytes:
    """The same picture without the camera's notes.

    Other types, and bytes that are no readable picture, are given back as they are.
    """
    clean = _CLEANERS.get(media_type)
    if clean is None:
        return content
    try:
        return clean(content)
    except (_NotRead, struct.error, IndexError):
        return content


def _jpeg(content: bytes) -> bytes:
    kept, turn = [_SOI], 1
    for marker, part in _segments(content):
        body = part[4:]
        if marker == 0xE1 and body.startswith(_EXIF):
            turn = _turn_of(body.removeprefix(_EXIF))
        if _shown(marker, body):
            kept.append(part)
    if not any(part[1] == _SCAN for part in kept):
        raise _NotRead
    if turn in _TURNED:
        note = _EXIF + _turn_note(turn)
        kept.insert(_after_head(kept), b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note)
    return b"".join(kept)


def _shown(marker: int, body: bytes) -> bool:
    """Whether a segment belongs to the picture: of the APPn only JFIF, colour profile, Adobe."""
    if marker == 0xE2:
        return body.startswith(b"ICC_PROFILE\x00")
    return marker not in {0xFE, *range(0xE1, 0xF0)} or marker == 0xEE


def _after_head(kept: list[bytes]) -> int:
    """The note of the turn comes after the JFIF segment, which has to be the first."""
    return 2 if len(kept) > 1 and kept[1].startswith(b"\xff\xe0") else 1


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Markers with their bytes up to the end of the image; what hangs on behind it is left out."""
    at, end = 2, len(content)
    while at < end:
        if content[at] != 0xFF:
            raise _NotRead
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _EOI:
            yield marker, content[at : at + 2]
            return
        if marker in _ALONE:
            yield marker, content[at : at + 2]
            at += 2
            continue
        size = struct.unpack_from(">H", content, at + 2)[0]
        if size < 2:
            raise _NotRead
        stop = at + 2 + size
        if marker == _SCAN:
            stop = _scan_end(content, stop)
        yield marker, content[at:stop]
        at = stop


def _scan_end(content: bytes, at: int) -> int:
    """Where the coded lines end: at the next marker that is neither a restart nor a stuffed FF."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return len(content)
        if content[at + 1] not in {0x00, 0xFF, *range(0xD0, 0xD8)}:
            return at
        at += 1 if content[at + 1] == 0xFF else 2


def _png(content: bytes) -> bytes:
    kept, turn = [], 1
    for kind, body, whole in _png_chunks(content):
        if kind == b"eXIf":
            turn = _turn_of(body)
        elif kind in _PNG_SHOWN:
            kept.append(whole)
    if turn in _TURNED:
        kept.insert(1, _png_chunk(b"eXIf", _turn_note(turn)))
    return _PNG + b"".join(kept)


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    at = len(_PNG)
    while at < len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        yield kind, content[at + 8 : at + 8 + size], content[at : at + 12 + size]
        if kind == b"IEND":
            return
        at += 12 + size
    raise _NotRead


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _webp(content: bytes) -> bytes:
    kept, turn = [], 1
    for kind, body in _riff_chunks(content):
        if kind == b"EXIF":
            turn = _turn_of(body.removeprefix(_EXIF))
        elif kind not in _WEBP_NOTES:
            kept.append((kind, body))
    if not kept:
        raise _NotRead
    turned = turn in _TURNED
    if turned:
        kept.append((b"EXIF", _turn_note(turn)))
    parts = b"".join(
        kind + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)
        for kind, body in (_flagged(*each, turned=turned) for each in kept)
    )
    return b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WEBP" + parts


def _flagged(kind: bytes, body: bytes, *, turned: bool) -> tuple[bytes, bytes]:
    """The head of an extended file says which notes it has."""
    if kind != b"VP8X":
        return kind, body
    flags = body[0] & ~(_EXIF_FLAG | _XMP_FLAG) | (_EXIF_FLAG if turned else 0)
    return kind, bytes((flags,)) + body[1:]


def _riff_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    while at + 8 <= end:
        kind, size = struct.unpack_from("<4sI", content, at)
        yield kind, content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _turn_of(tiff: bytes) -> int:
    """The turn that an Exif note says (1 to 8); 1, upright, where it says none."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        start = struct.unpack_from(f"{order}I", tiff, 4)[0]
        for number in range(struct.unpack_from(f"{order}H", tiff, start)[0]):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION:
                return int(value)
    except (KeyError, struct.error):
        pass
    return 1


def _turn_note(turn: int) -> bytes:
    """An Exif note of one field, the turn."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)


_CLEANERS: Mapping[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
}

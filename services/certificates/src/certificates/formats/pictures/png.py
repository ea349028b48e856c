"""PNG (ISO/IEC 15948): the chunks that draw, and no others; as many pixels as it says, and no more."""

import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat
from typing import Final

from certificates.domain.picture import BadPicture, Fault

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS: Final = 4000
"""On each side."""
_KEPT: Final = (b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"pHYs", b"IDAT", b"IEND")
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS: Final = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
"""By kind of colour, as the channels."""
_PALETTE: Final = 3
"""The kind of colour whose pixels are places in PLTE."""
_FILTERS: Final = 5
Pass = tuple[int, int, int, int]
"""Its first pixel, and how far it is to the next one, to the right and down."""
_WHOLE: Final[Sequence[Pass]] = ((0, 0, 1, 1),)
_ADAM7: Final[Sequence[Pass]] = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
"""Clause 8.2: a picture that is sent from coarse to fine."""
_HEADER: Final = 13
_FRAME: Final = 12
"""Bytes around the data of a chunk: length, name, checksum."""


def cleaned(data: bytes) -> bytes:
    """Raises BadPicture."""
    chunks = [(name, content) for name, content in _chunks(data) if name in _KEPT]
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise BadPicture(Fault.DAMAGED)
    if [name for name, _ in chunks].count(b"IHDR") > 1:
        raise BadPicture(Fault.DAMAGED)
    _check_order([name for name, _ in chunks], dict(chunks).get(b"PLTE", b""), chunks[0][1][9:10] == bytes([_PALETTE]))
    _check_pixels(chunks[0][1], b"".join(content for name, content in chunks if name == b"IDAT"))
    return SIGNATURE + b"".join(_written(name, content) for name, content in chunks)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(data):
        if at + _FRAME > len(data):
            raise BadPicture(Fault.DAMAGED)
        (length,) = struct.unpack_from(">I", data, at)
        name, end = data[at + 4 : at + 8], at + 8 + length
        if end + 4 > len(data) or struct.unpack_from(">I", data, end)[0] != zlib.crc32(data[at + 4 : end]):
            raise BadPicture(Fault.DAMAGED)
        yield name, data[at + 8 : end]
        if name == b"IEND":
            return
        at = end + 4


def _check_order(names: list[bytes], palette: bytes, needs_palette: bool) -> None:
    """Pixels stand together, and after the palette that they need."""
    pixels = [place for place, name in enumerate(names) if name == b"IDAT"]
    is_broken = not pixels or pixels != list(range(pixels[0], pixels[-1] + 1))
    lacks_palette = needs_palette and (b"PLTE" not in names[: pixels[0]] if pixels else True)
    if is_broken or lacks_palette or len(palette) % 3:
        raise BadPicture(Fault.DAMAGED)


def _check_pixels(header: bytes, packed: bytes) -> None:
    if len(header) != _HEADER:
        raise BadPicture(Fault.DAMAGED)
    width, height, depth, colour, packing, filtering, interlaced = struct.unpack(">IIBBBBB", header)
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or interlaced > 1 or not width or not height:
        raise BadPicture(Fault.DAMAGED)
    if max(width, height) > MOST_PIXELS:
        raise BadPicture(Fault.TOO_MANY_PIXELS)
    lines = list(_lines(width, height, _CHANNELS[colour] * depth, _ADAM7 if interlaced else _WHOLE))
    *starts, size = accumulate(lines, initial=0)
    unpacking = zlib.decompressobj()
    try:
        # One byte more than it should have: a bomb is not unpacked any further.
        pixels = unpacking.decompress(packed, size + 1)
    except zlib.error:
        raise BadPicture(Fault.DAMAGED) from None
    if len(pixels) != size or max(pixels[at] for at in starts) >= _FILTERS:
        raise BadPicture(Fault.DAMAGED)


def _lines(width: int, height: int, bits: int, passes: Sequence[Pass]) -> Iterator[int]:
    """Bytes of each line of all passes, the first of them for its filter."""
    for left, top, right, down in passes:
        columns, lines = -((left - width) // right), -((top - height) // down)
        if columns > 0:
            yield from repeat((columns * bits + 7) // 8 + 1, max(lines, 0))


def _written(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

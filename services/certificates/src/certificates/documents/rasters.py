"""PNG pictures as typst takes them: what is handed to it in memory must be text, so each is drawn by an SVG that carries it."""

import struct
from base64 import b64encode

_MEASURES = slice(16, 24)


def in_svg(png: bytes) -> bytes:
    """`png`: as `formats.pictures` cleaned it."""
    width, height = struct.unpack(">II", png[_MEASURES])
    data = b64encode(png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    ).encode()

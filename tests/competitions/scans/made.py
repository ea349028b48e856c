"""Scans, and what is given out as one."""

import zlib
from io import BytesIO

from PIL import Image, ImageDraw


def sheet(width: int = 620, height: int = 877) -> Image.Image:
    """Like a signed sheet."""
    made = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(made)
    draw.line((40, height - 120, width - 200, height - 150), fill="navy", width=6)
    return made


def jpeg(**more: object) -> bytes:
    to = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Invented phone"
    exif[0x8825] = {1: "N", 2: (59.0, 1.0, 1.0)}
    sheet().save(to, "JPEG", exif=exif, comment=b"Ivanov, passport", **more)
    return to.getvalue()


def png(size: tuple[int, int] = (620, 877)) -> bytes:
    to = BytesIO()
    sheet(*size).save(to, "PNG")
    return to.getvalue()


def pdf(pages: int = 2) -> bytes:
    to = BytesIO()
    first, *more = [sheet() for _ in range(pages)]
    first.save(to, "PDF", save_all=True, append_images=more, author="Ivanov", title="Passport")
    return to.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it has 900 million pixels."""
    rows = zlib.compress(b"\x00" * (width // 8 + 1) * 200, 9)
    header = width.to_bytes(4) + height.to_bytes(4) + b"\x01\x00\x00\x00\x00"
    chunks = [(b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")]
    body = b"".join(len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


def scripted(action: bytes = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>") -> bytes:
    """A PDF of one empty page that does something when it is opened."""
    return written(
        b"<< /Type /Catalog /Pages 2 0 R " + action + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    )


def pages_of(number: int, size: str = "200 200") -> bytes:
    """A PDF of so many empty pages."""
    kids = " ".join(f"{3 + at} 0 R" for at in range(number))
    return written(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {number} >>".encode(),
        *[f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] >>".encode()] * number,
    )


def written(*objects: bytes) -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    count = len(objects) + 1
    return body + (
        f"xref\n0 {count}\n0000000000 65535 f \n".encode()
        + table
        + f"trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()
    )

"""Many documents as one zip, written while it is sent: no more than one of them is in memory."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_LONGEST: Final = 80
"""Signs of a name, so that with its folder it is none too long for Windows."""
_NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


def file_name(text: str, ending: str) -> str:
    """Such as every system can unpack."""
    return f"{_NOT_IN_NAMES.sub('_', text)[:_LONGEST].strip(' .')}.{ending}"


async def zipped(files: AsyncIterator[tuple[str, bytes]], at: datetime) -> AsyncIterator[bytes]:
    """Name and content, one after another. PDFs are packed already, and are only put side by side."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as archive:  # type: ignore[call-overload]  # it writes, and is asked for nothing else
        async for name, content in files:
            archive.writestr(ZipInfo(name, at.timetuple()[:6]), content)
            yield sink.taken()
    yield sink.taken()


class _Sink:
    """What has been written since it was last taken. It cannot go back, so sizes stand behind each file."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)

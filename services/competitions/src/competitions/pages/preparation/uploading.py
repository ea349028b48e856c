"""A file of a form."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from starlette.datastructures import UploadFile
from starlette.requests import Request

from shared.web.forms import Mistyped, Typed, form_id

MOST_FIELDS = 20


@dataclass(frozen=True, slots=True)
class Uploaded:
    content: bytes
    name: str
    typed: Typed
    """The other fields."""

    @property
    def form_id(self) -> UUID:
        """As `shared.web.forms.form_id`; another file is another form. Raises Mistyped."""
        return form_id({**self.typed, "file": sha256(self.content).hexdigest()})


async def uploaded(request: Request, field: str) -> Uploaded:
    """The size is bounded before this. Raises Mistyped where no file was chosen."""
    sent = await attached(request, field)
    if not sent.content:
        raise Mistyped([{"type": "missing", "loc": (field,), "msg": "", "input": None}])
    return sent


async def attached(request: Request, field: str) -> Uploaded:
    """A file that may be left out: its content is empty then. The size is bounded before this."""
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as sent:
        typed = {name: value for name, value in sent.items() if isinstance(value, str)}
        file = sent.get(field)
        content = await file.read() if isinstance(file, UploadFile) else b""
        name = (file.filename or "") if isinstance(file, UploadFile) else ""
    return Uploaded(content, name, typed)

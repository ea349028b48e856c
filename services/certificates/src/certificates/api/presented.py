"""What programs present to be verified: one, a list of some, or a file."""

import json
from typing import Any, Final

from fastapi import Request
from pydantic import ConfigDict, Field, model_validator
from starlette.datastructures import UploadFile

from certificates.domain.verifying.presentation import MOST, NothingPresented, Presentation, TooManyPresented, Way
from certificates.queries.listing import Checked, check_all, guesses, presented_in
from certificates.verification.typed import is_a_guess
from certificates.wiring import App
from shared.web.deps import check_listed
from shared.web.schemas import In

LONGEST: Final = 200_000
FILE_COSTS: Final = 20
"""Of the certificates that somebody may have checked a minute: a process of its own reads it."""
MOST_FIELDS: Final = 20


class PresentedIn(In):
    """Exactly one of them."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    qr: str | None = Field(default=None, max_length=4000, description="The text of the QR, or its digits")
    credential: dict[str, Any] | None = Field(default=None, description="An Open Badges 3.0 credential with its proof")
    number: str | None = Field(default=None, max_length=100, description="The registration number")
    short_id: str | None = Field(default=None, max_length=100, description="The id beside the QR")
    text: str | None = Field(default=None, max_length=LONGEST, description="Any of these, as a person pastes it")

    @model_validator(mode="after")
    def _one(self) -> "PresentedIn":
        if len(self.model_fields_set) != 1:
            raise ValueError(f"give exactly one of {', '.join(type(self).model_fields)}")
        return self

    @property
    def tries(self) -> bool:
        """Whether it names a certificate by what could be counted through; who has a QR or signed data guesses nothing."""
        return self.number is not None or self.short_id is not None or is_a_guess(self.text or "")

    def at(self, row: int) -> Presentation:
        """As one of a list, in the row with this number."""
        if self.credential is not None:
            return Presentation(json.dumps(self.credential), row=row)
        ways = {Way.QR: self.qr, Way.NUMBER: self.number, Way.SHORT_ID: self.short_id, Way.ANY: self.text}
        way, text = next((way, text) for way, text in ways.items() if text is not None)
        return Presentation(text, way, row=row)


class AskedIn(PresentedIn):
    """Exactly one of them: one certificate, or `items`, a list."""

    items: list[PresentedIn] | None = Field(
        default=None, min_length=1, max_length=MOST, description="Up to 1,000, answered in their order"
    )

    @property
    def listed(self) -> list[Presentation]:
        return [each.at(row) for row, each in enumerate(self.items or (), 1)]


async def check_presented(app: App, presented: list[Presentation], request: Request) -> list[Checked]:
    """Raises NothingPresented, TooManyPresented, TooMany, VerificationBusy."""
    if not presented:
        raise NothingPresented
    if len(presented) > MOST:
        raise TooManyPresented(len(presented))
    await check_listed(request, len(presented), guesses(presented))
    return await check_all(app, presented)


async def read_files(app: App, files: list[tuple[str, bytes]], request: Request) -> list[Presentation]:
    """Raises FileRefused, TooMany, VerificationBusy."""
    await check_listed(request, FILE_COSTS, 0)
    return await presented_in(app, files)


async def sent_files(request: Request) -> list[tuple[str, bytes]]:
    """The body itself, or the files of a form. Their size is bounded before this."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        content = await request.body()
        return [("", content)] if content else []
    async with request.form(max_files=MOST, max_fields=MOST_FIELDS) as sent:
        return await files_of(sent.multi_items())


async def files_of(fields: list[tuple[str, UploadFile | str]]) -> list[tuple[str, bytes]]:
    """Those of a form that were chosen: a browser sends an empty one where none was."""
    chosen = [value for _, value in fields if isinstance(value, UploadFile)]
    return [(each.filename or "", await each.read()) for each in chosen if each.filename or each.size]

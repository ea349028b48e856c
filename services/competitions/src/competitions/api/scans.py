from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from competitions.api.deps import TheApp
from competitions.api.schemes import sent
from competitions.commands.keeping import scans as commands
from competitions.domain.consents.records import NotAsked, Purpose
from competitions.domain.consents.scans import NothingOnPaper, ReadTooOften, Scan, SealBroken
from competitions.domain.refusal import Unknown
from competitions.queries.keeping.scans import readable, scans_to_read, shown_scan
from competitions.scans.faults import ScanRefused
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser, SignedIn
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Cursor, Limit, Out, Page

router = APIRouter(tags=["consents"])
TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
BINARY = {"schema": {"type": "string", "format": "binary"}}


class ReadingOut(Out):
    at: datetime
    by: str
    """The account."""


class ScanOut(Out):
    """What is known of a scan; what stands on it is for named readers alone."""

    id: UUID
    purpose: Purpose
    giver_id: UUID
    type: str
    pages: int
    size: int
    sha256: str
    added_at: datetime
    added_by: str


class ReadScanOut(ScanOut):
    readings: list[ReadingOut]
    """Who opened it, and when, the newest first; the newest thousand."""


class ListedScanOut(ScanOut):
    championship_id: UUID
    subject_id: UUID


@router.post(
    "/registrations/{registration_id}/consents/{giver_id}/{purpose}/scans",
    status_code=201,
    responses=problems(Unknown, Forbidden, NotAsked, NothingOnPaper, ScanRefused),
    openapi_extra={"requestBody": {"required": True, "content": dict.fromkeys(TYPES.values(), BINARY)}},
)
async def add_scan(
    registration_id: UUID,
    giver_id: UUID,
    purpose: Purpose,
    by: Organiser,
    new: NewId,
    content: Annotated[bytes, Depends(sent)],
    app: TheApp,
    subject_id: UUID | None = None,
) -> ScanOut:
    """Keeps a scan (PDF, JPEG or PNG of up to 10 MB) of an answer that was entered from paper. It is written anew: only what is
    to be seen stays. Stored sealed, opened by named readers alone. `subject_id` says which member of a team it is about."""
    scan = await commands.add_scan(app, registration_id, giver_id, purpose, new, content, by, subject_id)
    return ScanOut.model_validate(scan)


@router.get("/scans")
async def list_scans(by: SignedIn, app: TheApp, limit: Limit = 50, cursor: Cursor = None) -> Page[ListedScanOut]:
    """All that you may open as a named reader, of the organisation or of a championship, the newest first."""
    found, after = await scans_to_read(app, await readable(app, by), limit=limit, after=cursor)
    return Page(items=[ListedScanOut.model_validate(one.scan) for one in found], next=after)


@router.get("/scans/{scan_id}", responses=problems(Unknown, Forbidden))
async def read_scan(scan_id: UUID, by: SignedIn, app: TheApp) -> ReadScanOut:
    """That there is one, and who opened it. For the organiser and for named readers."""
    found = await shown_scan(app, scan_id, by)
    known = ScanOut.model_validate(found.scan).model_dump()
    return ReadScanOut(**known, readings=[ReadingOut.model_validate(one) for one in found.readings])


@router.post(
    "/scans/{scan_id}/readings",
    response_class=Response,
    responses={
        **problems(Unknown, Forbidden, SealBroken, ReadTooOften),
        200: {"content": dict.fromkeys(TYPES.values(), BINARY)},
    },
)
async def open_scan(scan_id: UUID, by: SignedIn, app: TheApp) -> Response:
    """What stands on it, for who is named as a reader of the organisation or of the championship. Each reading is recorded."""
    return answered(*await commands.read_scan(app, scan_id, by))


def answered(scan: Scan, content: bytes) -> Response:
    """Downloaded and kept nowhere on the way; a browser runs nothing of it."""
    headers = {
        "cache-control": "no-store",
        "content-disposition": f'attachment; filename="consent-{str(scan.id)[:8]}.{scan.type}"',
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
    }
    return Response(content, media_type=TYPES[scan.type], headers=headers)

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from competitions.api.deps import TheApp, WhoEnters
from competitions.api.entering.rows import entrants
from competitions.api.schemes import XLSX, sent
from competitions.commands.entering import imports as commands
from competitions.commands.entering.checked_imports import check_import
from competitions.domain.categories.belonging import OtherCategory
from competitions.domain.championship import EmbargoOver, EntriesClosed
from competitions.domain.entering.imports import Import, ImportOutdated, ImportOver, ImportStage
from competitions.domain.entering.period import NotTakingEntries
from competitions.domain.entering.places import SkillFull
from competitions.domain.refusal import Unknown
from competitions.domain.registration import AlreadyRegistered
from competitions.domain.schools.pupils import PupilElsewhere, TooManyOfPupil
from competitions.domain.schools.school import NotOwnMember
from competitions.domain.skill import SkillDropped, SkillSigned
from competitions.queries.entering import imports as queries
from competitions.workbook import WorkbookRefused
from competitions.workbook.apart import read_table_apart
from shared.identity.principal import Forbidden
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(tags=["registrations"])
OF_SCHOOLS = (NotTakingEntries, NotOwnMember, PupilElsewhere, TooManyOfPupil)
"""What a school's coordinator may be refused beside what the organiser is."""


class ImportOut(Out):
    id: UUID
    championship_id: UUID
    stage: ImportStage
    new_entries: int
    new_people: int
    new_guardians: int
    known: int
    """Rows that change nothing: the person is entered in that skill already."""
    undo_until: datetime | None
    left: int
    """Entries that were not taken back, since somebody has changed them."""

    @classmethod
    def of(cls, found: Import) -> "ImportOut":
        return cls(
            id=found.id,
            championship_id=found.championship_id,
            stage=found.stage,
            new_entries=found.entries,
            new_people=found.new_people,
            new_guardians=len(found.new_guardians),
            known=found.known,
            undo_until=found.undo_until,
            left=found.left,
        )


@router.post(
    "/championships/{championship_id}/imports",
    status_code=201,
    responses=problems(
        Unknown,
        Forbidden,
        WorkbookRefused,
        EmbargoOver,
        EntriesClosed,
        SkillSigned,
        SkillDropped,
        SkillFull,
        AlreadyRegistered,
        OtherCategory,
        *OF_SCHOOLS,
    ),
    openapi_extra={
        "requestBody": {"required": True, "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
    },
)
async def check(
    championship_id: UUID, workbook: Annotated[bytes, Depends(sent)], new: NewId, by: WhoEnters, app: TheApp
) -> ImportOut:
    """Checks a workbook of entrants, one a row, and keeps what it found for an hour. Nothing of it is there before it is kept.

    A school's coordinator brings people of the own school alone, and goes on with own files alone.
    """
    known = await queries.known_for_import(app, championship_id, by)
    found = entrants(await read_table_apart(workbook), known)
    return ImportOut.of(await check_import(app, championship_id, new, found, by))


@router.get("/imports/{import_id}", responses=problems(Unknown, Forbidden))
async def read_import(import_id: UUID, by: WhoEnters, app: TheApp) -> ImportOut:
    """What a file came to, and how far it is."""
    found, _ = await queries.read_import(app, import_id, by)
    return ImportOut.of(found)


@router.post(
    "/imports/{import_id}/keeping",
    responses=problems(
        Unknown,
        Forbidden,
        EmbargoOver,
        EntriesClosed,
        NotTakingEntries,
        ImportOver,
        ImportOutdated,
        SkillDropped,
        SkillSigned,
    ),
)
async def keep(import_id: UUID, by: WhoEnters, app: TheApp) -> ImportOut:
    """Adds the people and their entries, all of them. For an hour nobody is told, and it can be taken back. A repeat completes
    it."""
    return ImportOut.of(await commands.keep_import(app, import_id, by))


@router.post("/imports/{import_id}/telling", responses=problems(Unknown, Forbidden, ImportOver))
async def tell(import_id: UUID, by: WhoEnters, app: TheApp) -> ImportOut:
    """Sends the letters before the hour is over. From then on it is not taken back."""
    return ImportOut.of(await commands.tell_import(app, import_id, by))


@router.post("/imports/{import_id}/undoing", responses=problems(Unknown, Forbidden, ImportOver))
async def undo(import_id: UUID, by: WhoEnters, app: TheApp) -> ImportOut:
    """Takes back what nobody has changed since: the entries, and the people who came with them."""
    return ImportOut.of(await commands.undo_import(app, import_id, by))

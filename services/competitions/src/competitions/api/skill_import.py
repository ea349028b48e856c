from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from competitions.api.deps import TheApp
from competitions.api.schemes import XLSX, sent
from competitions.api.skill_rows import planned_rows
from competitions.commands.skill_import import import_skills
from competitions.domain.championship import EmbargoOver, TooManySkills
from competitions.domain.refusal import Unknown
from competitions.queries.championships import edited_plan
from competitions.workbook import WorkbookRefused
from competitions.workbook.apart import read_table_apart
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.problems import problems
from shared.web.schemas import Out

router = APIRouter(tags=["skills"])


class ImportedSkillsOut(Out):
    added: int
    known: int
    """That were there already, just so."""


@router.post(
    "/championships/{championship_id}/skills/import",
    responses=problems(Unknown, Forbidden, EmbargoOver, TooManySkills, WorkbookRefused),
    openapi_extra={
        "requestBody": {"required": True, "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}
    },
)
async def import_from_workbook(
    championship_id: UUID, by: Organiser, workbook: Annotated[bytes, Depends(sent)], app: TheApp
) -> ImportedSkillsOut:
    """Adds the skills of a workbook, one a row, with the headings of the exported list. All of them or none; what is wrong is
    told by its cell. A repeat adds nothing."""
    await edited_plan(app, championship_id, by)
    rows = planned_rows(await read_table_apart(workbook))
    return ImportedSkillsOut.model_validate(await import_skills(app, championship_id, rows, by))

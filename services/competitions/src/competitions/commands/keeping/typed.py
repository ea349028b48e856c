"""What somebody typed about who is erased goes with them: beside their marks, with entries that came too late, in protests."""

from functools import partial
from uuid import UUID

from competitions.domain.history.chain import without_texts
from competitions.domain.registration import Registration
from competitions.domain.results.contesting import forgotten
from competitions.wiring import App
from shared.mongo.retry import retry_on_conflict


async def forget_typed(app: App, entry: Registration) -> None:
    """Of a team for each of its members: nobody can tell whom a text is about. A repeat finds it gone."""
    sheets = await app.sheets.of_entry(entry.id)
    for sheet in sheets:
        await retry_on_conflict(partial(_forget_texts, app, sheet.id))
    await app.late_entries.forget([sheet.id for sheet in sheets])
    await retry_on_conflict(partial(_forget_protests, app, entry))


async def _forget_texts(app: App, sheet_id: UUID) -> None:
    sheet = await app.sheets.get(sheet_id)
    without = without_texts(sheet)
    if without is not sheet:
        await app.sheets.save(without)


async def _forget_protests(app: App, entry: Registration) -> None:
    skill = await app.skills.find(entry.skill_id)
    without = skill and forgotten(skill, entry.id)
    if without and without is not skill:
        await app.skills.save(without)

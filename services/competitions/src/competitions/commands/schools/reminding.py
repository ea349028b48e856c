from uuid import UUID

from competitions.access import own_school
from competitions.commands.consents import Reminded, ask_all
from competitions.queries.schools.entries import lacking_of, school_entries
from competitions.wiring import App
from shared.identity.principal import Principal


async def remind(app: App, championship_id: UUID, by: Principal, request: UUID | None = None) -> Reminded:
    """Writes to everybody whose answer is wanted for people of the own school; to nobody twice a day. Raises Unknown, Forbidden.

    `request`: as for the organiser.
    """
    school = await own_school(app, championship_id, by)
    lacking = await lacking_of(app, school, await school_entries(app, school))
    return await ask_all(app, school.championship, [row.person.id for row in lacking], request=request)

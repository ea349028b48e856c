"""A championship that was brought in is deleted as a whole."""

from functools import partial
from uuid import UUID

from competitions.access import held_organisation
from competitions.commands.bringing.alone import alone_with
from competitions.commands.duties.ending import end_all_duties
from competitions.domain.bringing.removals import removal
from competitions.domain.refusal import Unknown
from competitions.queries.championships import edited_plan
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Forbidden, Principal
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict


async def take_out(app: App, championship_id: UUID, by: Principal) -> None:
    """For good, with its skills, forms and results; that it was here, and who deleted it, is kept. Whoever was asked to do something for
    it has nothing to do any more. It may be brought in again.

    The championship goes first, so that nobody sees half of it; a repeat deletes what was left where that was broken off.
    Raises Unknown, Forbidden, NotBrought, LeanedOn.
    """
    organisation = held_organisation(by)
    if not organisation:
        raise Forbidden

    async def taken_out() -> None:
        if await app.championships.find(championship_id):
            await retry_on_conflict(partial(_remove, app, championship_id, by))
        elif not await app.packages.removals.is_known(organisation, championship_id):
            raise Unknown("championship", championship_id)
        await _drop_what_it_had(app, championship_id)

    await alone_with(app, championship_id, taken_out)


async def _remove(app: App, championship_id: UUID, by: Principal) -> None:
    """Raises Stale where somebody has changed it meanwhile: then it stands, and nothing says that it was deleted."""
    found = await edited_plan(app, championship_id, by)
    championship = found.championship
    arrival = championship.origin and championship.origin.brought_at  # it may have come and gone before
    id = derive("removal", championship_id, f"{arrival} {championship.version}")
    told = removal(championship, found.people, id, app.now(), by.account)
    await end_all_duties(app, championship, by)
    await app.packages.removals.add(told)
    try:
        await app.championships.remove(championship)
    except Stale:
        await app.packages.removals.remove(told)
        raise


async def _drop_what_it_had(app: App, championship_id: UUID) -> None:
    """Skills go last: they say which forms there were."""
    skills = await app.skills.of(championship_id)
    await app.sheets.drop_orphans({one.id for one in skills})
    await app.schemes.drop_orphans([one.scheme.id for one in skills if one.scheme])
    await app.results.drop_orphans(championship_id)
    if members := await app.members.find(championship_id):
        await app.members.remove(members)
    if schedule := await app.schedules.find(championship_id):
        await app.schedules.remove(schedule)
    await app.skills.drop_orphans(championship_id)

"""An officer asks those to whom something was granted to connect an account: then their certificates are theirs to open."""

from functools import partial
from typing import Final
from uuid import UUID

from competitions import events
from competitions.access import officer_of
from competitions.domain.person import Invitation
from competitions.queries.awards.uninvited import uninvited
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict
from shared.side_by_side import some_at_a_time

MOST_INVITED: Final = 500
"""Letters at one press."""


async def invite_granted(app: App, by: Principal) -> int:
    """How many were written to, MOST_INVITED at most. Nobody who was invited before gets another letter. Raises Forbidden."""
    people = await uninvited(app, officer_of(by), MOST_INVITED)
    done = await some_at_a_time(people, lambda one: retry_on_conflict(partial(_invite, app, one.id, by)))
    return sum(done)


async def _invite(app: App, subject_id: UUID, by: Principal) -> bool:
    person = await app.people.get(subject_id)
    if not person.is_uninvited:  # somebody else was faster
        return False
    invitation = Invitation(derive(person.id, "invitation", "after an award"), by.account, app.now())
    invited, happened = person.invite(invitation)
    if happened is None:
        return False
    changed = events.person_changed(app.now(), app.settings.time_zone)
    await app.people.save(invited, events.person_invited(invited, happened), changed)
    return True

"""What was brought in and deleted again."""

from collections.abc import Sequence

from competitions.access import held_organisation
from competitions.domain.bringing.removals import Removal
from competitions.wiring import App
from shared.identity.principal import Principal


async def removals_of(app: App, by: Principal) -> Sequence[Removal]:
    """Of an organiser's organisation, the newest first."""
    organisation = held_organisation(by)
    return await app.packages.removals.of(organisation) if organisation else ()

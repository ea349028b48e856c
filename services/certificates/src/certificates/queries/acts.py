"""What officers did with entries of their register."""

from typing import Final
from uuid import UUID

from certificates.domain.acts.act import Act, UnknownAct
from certificates.wiring import App

MOST: Final = 100


async def read_act(app: App, organisation: str, act_id: UUID) -> Act:
    """Raises UnknownAct, also for another organisation's."""
    act = await app.acts.get(act_id)
    if act.organisation != organisation:
        raise UnknownAct(act_id)
    return act


async def list_acts(app: App, organisation: str) -> list[Act]:
    """What was started, the newest first, without its entries. Raises UnknownIssuer."""
    await app.issuers.of(organisation)
    return await app.acts.of(organisation, limit=MOST)

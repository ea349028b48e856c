"""What officers did with entries of their register."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from certificates.domain.acts.act import Act, Task, UnknownAct
from certificates.wiring import App

MOST: Final = 100
SHOWN: Final = 50
"""Entries of one act that are told one by one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """An entry of an act, as whoever is about to press wants to know it."""

    task: Task
    holder: str | None
    """As the certificate names them; none after an erasure."""


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


async def those_meant(app: App, act: Act) -> list[Meant]:
    """The first of its entries, with their holders of now: the act itself keeps no name."""
    tasks = act.tasks[:SHOWN]
    found = {one.id: one for one in await app.certificates.some([task.certificate_id for task in tasks])}
    documents = {id: one.document for id, one in found.items()}
    return [Meant(task, held.name if (held := documents.get(task.certificate_id)) else None) for task in tasks]

"""What this service keeps of people, and how it forgets them."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from functools import partial
from uuid import UUID

from certificates.domain.acts.act import UnknownAct
from certificates.domain.holders.holder import Holder
from certificates.wiring import App
from shared.errors import Stale
from shared.mongo.newest import keep_newest
from shared.mongo.retry import retry_on_conflict


async def record_people(app: App, people: Sequence[Holder]) -> None:
    """The newest version of each wins, whatever order they arrive in."""
    await retry_on_conflict(partial(keep_newest, app.holders, people))


async def erase_person(app: App, id: UUID) -> None:
    """Erases the name and all documents that carry it. The register keeps number, state and digest."""

    async def erase() -> None:
        known = await app.holders.find(id)
        if known is None or not known.erased:
            await _keep(app, (known or Holder(id)).erase(), known)

    await retry_on_conflict(erase)
    held = await app.certificates.held_by([id])
    for certificate in held:
        if certificate.document is not None:
            await erase_document(app, certificate.id)
    await _erase_from_acts(app, {one.id for one in held})


async def _erase_from_acts(app: App, certificate_ids: Collection[UUID]) -> None:
    """What an officer is about to do may say another name of theirs."""

    async def erase(act_id: UUID) -> None:
        act = await app.acts.get(act_id)
        changed = act.forgetting(certificate_ids)
        if changed != act:
            await app.acts.save(changed)

    if certificate_ids:
        async for act in app.acts.unfinished_with(certificate_ids):
            with suppress(UnknownAct):  # nobody started it, and its day is over
                await retry_on_conflict(partial(erase, act.id))


async def erase_document(app: App, certificate_id: UUID) -> None:
    async def erase() -> None:
        certificate = await app.certificates.get(certificate_id)
        if certificate.document is not None:
            await app.certificates.save(certificate.forget())

    await retry_on_conflict(erase)


async def _keep(app: App, person: Holder, known: Holder | None) -> None:
    if known is not None:
        await app.holders.save(person)
    elif await app.holders.add(person) is not person:
        raise Stale(str(person.id))

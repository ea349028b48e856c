"""Whom an organiser means who asks somebody by name and e-mail."""

import hmac
from dataclasses import replace
from uuid import UUID

from competitions.domain.entering.search import fold
from competitions.domain.person import Person
from competitions.domain.records.merging import is_meant
from competitions.wiring import App
from shared.ids import derive


async def meant_by(app: App, named: Person) -> Person | None:
    """Whom the organisation of `named` keeps under this name and address; where that is an alias, the record that stays."""
    found = [one for one in await app.people.addressed(named) if is_meant(one, named)]
    found.sort(key=lambda one: fold(one.full_name) != fold(named.full_name))  # of father and son who is named in full
    if not found or found[0].merged_into is None:
        return found[0] if found else None
    return await app.people.get(found[0].merged_into)


async def meant_or_new(app: App, named: Person) -> tuple[Person, bool]:
    """Whom the organisation keeps, or as whom they would be kept, and whether that is new; who has no address always is."""
    if not named.email:
        return named, True
    known = await meant_by(app, named)
    return (known, False) if known else (await as_newcomer(app, named), True)


async def as_newcomer(app: App, named: Person) -> Person:
    """With the id under which whoever asks for the same person at the same moment keeps them, too.

    Nothing can be told from it without the secret of the installation. Who was erased, or is somebody else by now, had another.
    """
    said = "\x1f".join((named.organisation, (named.email or "").casefold(), fold(named.full_name)))
    id: UUID = derive("newcomer", hmac.digest(app.link_secret, f"newcomer:{said}".encode(), "sha256").hex())
    while (known := await app.people.find(id)) and not is_meant(known, named):
        id = derive(id, "another")
    return replace(named, id=id)

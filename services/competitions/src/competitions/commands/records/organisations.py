"""An organiser says who the organisation is."""

from competitions.description_events import of_organisation
from competitions.domain.records.organisation import About, Organisation
from competitions.queries.keeping.texts import keeper_of
from competitions.store.organisations import id_of
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal


async def describe(app: App, about: About, by: Principal, seen_version: int) -> Organisation:
    """`seen_version`: 0 where nothing was known. The same again changes nothing. Raises Forbidden, Stale, TaxNumberWrong."""
    code = keeper_of(by)
    known = await app.organisations.of(code)
    changed = known.become(about) if known else Organisation.described(id_of(code), code, about)
    if changed is known:
        return known
    if (known.version if known else 0) != seen_version:
        raise Stale(id_of(code))
    if known:
        return await app.organisations.save(changed, of_organisation(changed, known.version + 1, app.now()))
    stored = await app.organisations.add(changed, of_organisation(changed, changed.version, app.now()))
    if stored is not changed:
        raise Stale(id_of(code))
    return stored

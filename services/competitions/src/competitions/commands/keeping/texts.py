"""An organisation writes its own texts of consents: each version stays, and the newest is shown."""

from competitions.domain.consents.records import Purpose
from competitions.domain.consents.texts import OwnTexts, Wording
from competitions.queries.keeping.texts import keeper_of
from competitions.store.own_texts import id_of
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal


async def publish_text(
    app: App, purpose: Purpose, ru: Wording, en: Wording, by: Principal, seen_version: int
) -> OwnTexts:
    """From now on it is shown instead of what was. `seen_version`: 0 where none was there. The same again changes nothing.

    Raises Forbidden, Stale, UnknownPlaceholder, TooManyVersions.
    """
    organisation = keeper_of(by)
    known = await app.own_texts.of(organisation, purpose)
    seen = known or OwnTexts(id_of(organisation, purpose), organisation, purpose)
    published = seen.publish(ru, en, app.now(), by.account)
    if published is seen:
        return seen
    if (known.version if known else 0) != seen_version:
        raise Stale(purpose)
    if known:
        return await app.own_texts.save(published)
    stored = await app.own_texts.add(published)
    if stored is not published:
        raise Stale(purpose)
    return stored

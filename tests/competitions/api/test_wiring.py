"""The parts of the service: which of its collections hold events, and that tests may give it others."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from tests.competitions.awards.granting import lines, offered, row
from tests.competitions.playing import HOME, V1, Play

from competitions.commands.championships import announce
from competitions.commands.scheduling.telling import tell_due
from competitions.domain.entering.crews import Place
from competitions.domain.entering.imports import Import, ImportStage, Line
from competitions.domain.needs.asked import Ask, nothing_asked
from competitions.domain.needs.words import Need
from competitions.events import of_answer
from competitions.store import STORES
from competitions.wiring import App, assemble
from shared.identity.principal import Principal, Role

PLANNED = {
    "name": {"ru": "Другой", "en": "Another"},
    "ruleset": "worldskills",
    "starts_on": "2026-11-20",
    "ends_on": "2026-11-22",
}
LONG_AGO = datetime(2009, 9, 1, 12, tzinfo=UTC)


async def an_answer(play: Play) -> None:
    """To what somebody asked for in order to take part."""
    entry = await play.app.registrations.get(UUID(play.registrations["Альфин"]))
    needs = nothing_asked(entry, entry.subject_id).ask([Ask(Need.LIGHT)], LONG_AGO)
    await play.app.needs.add(needs, of_answer(entry, needs, LONG_AGO))


async def test_the_relay_watches_exactly_the_collections_that_hold_events(play: Play) -> None:
    await play.gather()
    await play.compete("Дельтин", "R-04", confirmed=False, email="d@mail.example")
    await play.post(f"/championships/{play.championship}/consents/requests", {})
    judge = {"family_name": "Верина", "given_name": "Проба", "email": "vera@mail.example"}
    await play.post(f"/skills/{play.skill}/invitations/newcomers", judge, expect=201)
    reader = {"duty": "reader", "family_name": "Читалов", "given_name": "Проба", "email": "reader@mail.example"}
    await play.post(f"/championships/{play.championship}/access/invitations", reader, expect=201)
    await play.mark_all()
    await play.sign_all()
    await play.post(f"/championships/{play.championship}/announcement")
    item = {"name": PLANNED["name"], "starts_at": "2026-11-20T09:00:00Z", "ends_at": "2026-11-20T10:00:00Z"}
    await play.post(f"/championships/{play.championship}/schedule/items", item, expect=201)
    await tell_due(play.app)
    await an_answer(play)
    await play.publish()
    other = await play.post("/championships", PLANNED, expect=201)
    await play.post(f"/championships/{other['id']}/members", {"name": "R-01"}, expect=201)
    told = {"name": PLANNED["name"], "address": PLANNED["name"]}
    answer = await play.http.put(f"{V1}/organisation", json=told, headers={**play.anna(), "if-match": '"0"'})
    assert answer.status_code == 200, answer.text
    await a_team_that_was_taken_back(play)
    await an_award(play)
    stored = set(await play.app.database.list_collection_names())
    assert {store.NAME for store in STORES} <= stored
    assert {store.NAME for store in STORES if await play.told(store.NAME)} == {
        store.NAME for store in STORES if store.publishes
    }


async def an_award(play: Play) -> None:
    """From a table."""
    granting = await offered(play)
    await granting.granted(lines([row(1)]))


async def a_team_that_was_taken_back(play: Play) -> None:
    """By the import with which it came."""
    crew = Line(uuid4(), uuid4(), False, UUID(play.skill), "R-01", None, None, in_team=Place("Проба"))
    came = Import(uuid4(), UUID(play.championship), HOME, "anna", play.app.now(), (crew,), 0, ImportStage.UNDOING)
    await play.app.imports.add(came)
    await play.post(f"/imports/{came.id}/undoing")


async def test_the_service_goes_by_the_clock_and_the_rulesets_that_it_is_given(play: Play, app: App) -> None:
    await play.open()
    assembled = assemble(app.settings, app.database, now=lambda: LONG_AGO, rulesets={})
    anna = Principal("anna", "", frozenset({Role.ORGANISER}), HOME)
    championship = await announce(assembled, UUID(play.championship), anna)
    assert (championship.announced_at, assembled.rulesets) == (LONG_AGO, {})

"""What people need: sealed where it lies, read by named readers with a record of it, and gone in time."""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from tests.competitions.access.test_duties import bare, let_in
from tests.competitions.consents.calendar import ADULT, TEENAGER
from tests.competitions.consents.test_merging import merge
from tests.competitions.needs.asking import DOG, LIFT, Asking
from tests.competitions.pages.reading import page
from tests.competitions.rules_of_routes import RULES

from competitions.commands.needs.forgetting import forget_what_is_over
from competitions.commands.needs.resealing import reseal
from competitions.domain.championship import Stage
from competitions.domain.needs.asked import Ask, nothing_asked
from competitions.domain.needs.readings import MOST_READINGS
from competitions.domain.needs.words import Need
from competitions.store import STORES, NeedsStore
from shared.identity.sealing import KeyRing

INSTEAD = "Пандус у чёрного хода"


async def test_it_waits_sealed_for_the_consent_and_each_reading_is_on_record(asking: Asking) -> None:
    await asking.open()
    asked = await asking.ask_for_a_lift()
    assert (asked["consent"], asked["readings"]) == ("missing", [])
    stored = await asking.raw()
    assert (stored["asked"], stored["open"]) == (2, 2)
    for word in (LIFT, DOG, "step_free"):
        assert word not in str(stored), "the raw document tells nothing"
        assert word.encode() not in bytes(stored["sealed"])
    refused = await asking.read(expect=409)
    assert refused["type"].endswith("/consent-lacking")
    await asking.answer("step_free", {"outcome": "granted"}, expect=409)
    assert (await asking.venue())["items"] == []
    (listed,) = (await asking.play.get(f"{asking.place}/needs", by=asking.rita()))["items"]
    assert (listed["asked"], listed["open"], listed["consent"]) == (2, 2, "missing")
    assert (await asking.own())["readings"] == [], "who was refused has read nothing"

    await asking.sign()
    await asking.read(asking.play.anna(), expect=403)
    await asking.play.get(f"{asking.place}/needs", expect=403)
    read = await asking.read()
    assert [one["what"] for one in read["needs"]] == [LIFT, DOG]
    own = await asking.own()
    assert [(one["by"], one["where"]) for one in own["readings"]] == [("rita", "entry")]
    await let_in(asking.play, "petr", "reader", place=asking.place, family_name="Сканов", email="petr@example.org")
    await asking.read(asking.play.issuer.bearer("petr"), expect=403)


async def test_where_nothing_is_asked_for_there_is_nothing_to_read(asking: Asking) -> None:
    await asking.open()
    assert (await asking.read(expect=404))["detail"]
    await asking.answer("light", {"outcome": "granted"}, expect=404)
    assert (await asking.venue())["items"] == []
    assert (await asking.ask([]))["needs"] == []


async def test_answers_reach_the_person_and_the_venue_hears_what_will_be_there(asking: Asking) -> None:
    await asking.open()
    await asking.ask(
        [
            {"need": "step_free", "what": LIFT},
            {"need": "guide_dog", "what": DOG},
            {"need": "more_time"},
            {"need": "light", "what": "Без мерцания"},
        ]
    )
    await asking.sign()
    refused = await asking.answer("step_free", {"outcome": "instead"}, expect=422)
    assert refused["errors"][0]["where"] == "/text"
    await asking.answer("braille", {"outcome": "granted"}, expect=409)
    await asking.answer("step_free", {"outcome": "instead", "text": INSTEAD})
    await asking.answer("more_time", {"outcome": "granted", "minutes": 45})
    await asking.answer("guide_dog", {"outcome": "declined", "text": "Цех с абразивной пылью"})
    own = await asking.own()
    assert [one["given"] and one["given"]["outcome"] for one in own["needs"]] == [
        "instead",
        None,
        "granted",
        "declined",
    ]
    told = await asking.play.told("needs")
    assert len(told) == 1, "one for the three that followed each other"
    said = {name: str(value) for name, value in json.loads(told[0]["value"]).items() if value}
    assert said.keys() == {"registration_id", "subject_id", "championship_id", "skill_id"}
    venue = await asking.venue()
    (line,) = venue["items"]
    assert [(one["need"], one["text"], one["minutes"]) for one in line["things"]] == [
        (None, INSTEAD, None),
        ("more_time", None, 45),
    ]
    for word in ("Альфин", LIFT, DOG, "guide_dog", "Цех", "step_free"):
        assert word not in str(venue)
    assert {one["where"] for one in (await asking.own())["readings"]} == {"list"}


async def test_who_said_no_to_the_consent_says_yes_first_and_taking_back_needs_nothing(asking: Asking) -> None:
    await asking.open()
    await asking.ask_for_a_lift()
    await asking.sign("refused")
    refused = await asking.ask([{"need": "light"}], expect=409)
    assert refused["type"].endswith("/consent-against-needs")
    assert (await asking.ask([]))["forgotten"]["ground"] == "taken_back"
    assert (await asking.raw())["sealed"] is None
    described = await asking.ask([{"need": "other"}], expect=409)
    assert described["type"].endswith("/consent-against-needs")


async def test_a_program_in_a_loop_reads_a_hundred_times_a_day(asking: Asking) -> None:
    await asking.open()
    await asking.ask_for_a_lift()
    await asking.sign()
    await asking.read()
    needs = asking.play.app.needs
    (reading,) = await needs.readings(UUID(asking.entry), most=2)
    await needs.note([UUID(asking.entry)] * (MOST_READINGS - 1), reading)
    assert (await asking.read(expect=409))["type"].endswith("/needs-read-too-often")
    await asking.venue(expect=409)
    asking.calendar.go(asking.calendar.today + timedelta(days=1, seconds=1))
    await asking.read()


async def published(asking: Asking) -> str:
    app = asking.play.app
    championship = await app.championships.get(UUID(asking.play.championship))
    await app.championships.save(replace(championship, stage=Stage.PUBLISHED, published_at=app.now()))
    asking.calendar.go(asking.calendar.today + timedelta(days=29, hours=23))
    await forget_what_is_over(asking.play.app)
    assert (await asking.raw())["asked"] == 2, "not a day too early"
    asking.calendar.go(asking.calendar.today + timedelta(hours=1))
    return "published"


async def withdrawn(asking: Asking) -> str:
    await asking.sign("withdrawn")
    await asking.read(expect=409)
    return "no_consent"


async def ended(asking: Asking) -> str:
    await asking.play.post(f"/registrations/{asking.entry}/withdrawal", {})
    await asking.read(expect=409)
    return "ended"


async def erased(asking: Asking) -> str:
    registration = await asking.play.app.registrations.get(UUID(asking.entry))
    await asking.play.call("DELETE", f"/persons/{registration.subject_id}", asking.play.anna(), expect=204)
    assert await asking.play.app.needs.readings(UUID(asking.entry), most=1) == []
    assert (await asking.raw())["subject_id"] is None
    return "person"


@pytest.mark.parametrize("what", [published, withdrawn, ended, erased])
async def test_it_goes_by_itself_and_the_act_stays(asking: Asking, what: Callable[[Asking], Awaitable[str]]) -> None:
    await asking.open()
    await asking.ask_for_a_lift()
    await asking.sign()
    await asking.read()
    ground = await what(asking)
    await forget_what_is_over(asking.play.app)
    stored = await asking.raw()
    assert (stored["sealed"], stored["asked"]) == (None, 0)
    assert stored["forgotten"]["ground"] == ground
    assert (await asking.play.get(f"{asking.place}/needs", by=asking.rita()))["items"] == []


async def test_the_key_rotates_and_what_no_key_opens_goes_all_the_same(asking: Asking) -> None:
    await asking.open()
    await asking.ask_for_a_lift()
    await asking.sign()
    app, old = asking.play.app, asking.play.app.settings.needs_secret.get_secret_value().encode()
    new = b"new" * 12
    id = UUID(asking.entry)

    def with_keys(*secrets: bytes) -> NeedsStore:
        return NeedsStore(app.database, KeyRing("needs", secrets[0], secrets[1:]))

    both = replace(app, needs=with_keys(new, old))
    assert (await both.needs.get(id)).asks[0].what == LIFT, "a former key opens"
    lost = await reseal(replace(app, needs=with_keys(new)))
    assert (lost.done, lost.unopened) == (0, (id,))
    assert (await reseal(both)).done == 1
    assert (await reseal(both)).done == 0
    assert (await with_keys(new).get(id)).asks[0].what == LIFT
    refused = await asking.read(expect=409)
    assert refused["type"].endswith("/needs-seal-broken")
    assert (await asking.venue())["unopened"] == 1
    assert (await asking.play.get("/me/data", by=asking.alfin()))["people"][0]["further"]["needs"][0]["is_sealed"]
    assert (await asking.play.get(f"{asking.place}/needs", by=asking.rita()))["items"][0]["asked"] == 2
    await asking.play.call("PUT", f"/me/registrations/{asking.entry}/needs", asking.alfin(), {"needs": []})
    assert (await asking.raw())["sealed"] is None


async def test_nobody_else_takes_it_away_or_sees_it_in_what_is_told_or_logged(
    asking: Asking, capsys: pytest.CaptureFixture[str]
) -> None:
    await asking.open()
    await asking.ask_for_a_lift()
    await asking.sign()
    await asking.answer("step_free", {"outcome": "instead", "text": INSTEAD})
    mine = str(await asking.play.get("/me/data", by=asking.alfin()))
    assert LIFT in mine
    assert INSTEAD in mine
    logged = capsys.readouterr().out
    assert "/needs" in logged, "the test looks for what is not there"
    told = logged + "".join([str(await asking.play.told(store.NAME)) for store in STORES if store.publishes])
    for word in (LIFT, DOG, INSTEAD, "step_free", '"needs"'):
        assert word not in told
    for by in (asking.play.anna(), asking.rita()):
        assert LIFT not in str(await asking.play.get("/me/data", by=by))
    entries = str(await asking.play.get(f"{asking.place}/registrations"))
    assert "step_free" not in entries


async def test_needs_stay_with_an_entry_whose_person_is_merged_into_another_record(asking: Asking) -> None:
    """Two records of one person: the entry is of the one that goes, the account of the one that stays."""
    await asking.open()
    play = asking.play
    known = await play.app.registrations.get(UUID(asking.entry))
    await play.post(f"/registrations/{asking.entry}/withdrawal", {})
    twin = await play.person("Альфин", birth_date=ADULT)
    made = await play.post(f"/skills/{play.skill}/registrations", {"subject_id": twin, "member": "R-01"}, expect=201)
    play.registrations["Альфин"] = made["id"]
    entry = await play.app.registrations.get(UUID(made["id"]))
    needs = nothing_asked(entry, entry.subject_id).ask([Ask(Need.LIGHT, LIFT)], play.app.now())
    await play.app.needs.add(needs)
    await merge(play, twin, str(known.subject_id))
    assert (await asking.own())["needs"][0]["what"] == LIFT
    await asking.sign()
    assert (await asking.read())["needs"][0]["what"] == LIFT
    await play.call("DELETE", f"/persons/{known.subject_id}", play.anna(), expect=204)
    assert (await asking.raw())["sealed"] is None, "under whichever of their ids"


async def test_a_guardian_asks_for_a_ward_and_both_who_have_a_say_are_asked_to_agree(asking: Asking) -> None:
    await asking.open()
    play = asking.play
    mother = await play.person("Матушкина", birth_date=ADULT, account="mother", email="mother@mail.example")
    await asking.calendar.enter("Юнова", TEENAGER, mother)
    play.registrations["Альфин"] = play.registrations["Юнова"]
    path = f"/me/registrations/{asking.entry}/needs"
    by = bare(play, "mother")
    asked = await play.call("PUT", path, by, {"needs": [{"need": "diet", "what": "Без орехов"}]})
    assert asked["consent"] == "missing"
    assert (await asking.calendar.letters())["consent.asked"] == 1, "the ward, too; the guardian is at the page"
    assert "needs" in (await play.get(f"/registrations/{asking.entry}/consents"))["voices"][0]["purposes"]
    shown = await page(play, f"/championships/{play.championship}/consents/{asking.entry}", play.anna(), language="en")
    assert "Accommodations" in shown
    await play.call("PUT", path, by, {"needs": []})
    shown = await page(play, f"/championships/{play.championship}/consents/{asking.entry}", play.anna(), language="en")
    assert "Accommodations" not in shown, "who asks for nothing is asked for no consent about it"
    await asking.calendar.sign("Юнова")
    asking.calendar.go(asking.calendar.today + timedelta(days=5 * 366))
    await play.call("PUT", path, by, {"needs": [{"need": "light"}]}, expect=403)


def test_no_address_names_a_need() -> None:
    """Addresses are logged: a need stands in the body alone."""
    about = [path for _, path in RULES if "/needs" in path]
    assert len(about) > 10
    assert {name for path in about for name in re.findall(r"{(\w+)}", path)} == {"championship_id", "registration_id"}


async def test_the_answer_to_a_request_lies_nowhere_in_plain_text_either(asking: Asking) -> None:
    """Answers are kept a week, so that a repeat gets the same; refusals as well."""
    await asking.open()
    await asking.ask_for_a_lift()
    await asking.sign()
    path, body = (
        f"/registrations/{asking.entry}/needs/answer",
        {"need": "step_free", "outcome": "instead", "text": INSTEAD},
    )
    assert (await asking.play.call("PUT", path, asking.rita(), body, idempotency_key="a"))["text"] == INSTEAD
    held = await asking.play.get(asking.place)
    coming = {"name": "Спутников Вымысел", "role": "parent", "days": [held["starts_on"]]}
    path = f"/me/registrations/{asking.entry}/companions"
    twice = {"companions": [coming, coming]}
    await asking.play.call("PUT", path, asking.alfin(), twice, expect=422, idempotency_key="b")
    path = f"/me/registrations/{asking.entry}/emergency-contacts"
    called = {"contacts": [{"name": "Звонкова Вымысел", "phone": "+79000000018"}]}
    await asking.play.call("PUT", path, asking.alfin(), called, idempotency_key="c")
    database = asking.play.app.database
    for name in await database.list_collection_names():
        for document in [one async for one in database[name].find({})]:
            stored = f"{document}{bytes(document.get('body') or b'').decode()}"
            assert INSTEAD not in stored, name
            assert "Спутников" not in stored, name
            assert "Звонкова" not in stored, name

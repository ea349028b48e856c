"""Who never consented is erased by itself, with the guardians who were kept only to be asked."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from tests.competitions.awards.granting import offered
from tests.competitions.consents.calendar import ADULT, CHILD, TEENAGER, Calendar
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import HOME, Play, unknown

from client import championships
from competitions.commands.keeping.erasures import erase_the_forgotten
from competitions.commands.people import forget_person
from competitions.domain.consents.erasure import Ground
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.duties.roster import Grant
from competitions.domain.refusal import Unknown
from competitions.domain.registration import State, Step
from competitions.wiring import App


async def names(app: App) -> set[str]:
    """Whoever is known still."""
    return {person.family_name for person in await app.people.find_many({"erased_at": None})}


async def later(calendar: Calendar, **more: float) -> None:
    await calendar.later(**more)
    await erase_the_forgotten(calendar.play.app)


async def test_who_never_consented_goes_fourteen_days_after_with_the_guardian(calendar: Calendar) -> None:
    await calendar.open()
    mother = await calendar.play.person("Мамина", email="mama@example.org")
    child = await calendar.enter("Альфин", CHILD, mother)
    await calendar.enter("Согласный", ADULT)
    await calendar.sign("Согласный")
    await calendar.ask()
    await later(calendar, days=21)
    assert await calendar.state("Альфин") == "lapsed"
    await later(calendar, days=12)
    assert {"Альфин", "Мамина"} <= await names(calendar.play.app)
    listed = f"/championships/{calendar.play.championship}/consents/erasures"
    assert "Альфин" in text(await page(calendar.play, listed, calendar.play.anna()))
    told = await calendar.play.get(f"/championships/{calendar.play.championship}/erasures")
    assert [(one["subject_id"], one["done_at"]) for one in told["items"]] == [(child, None)]
    await later(calendar, days=2)
    assert await names(calendar.play.app) == {"Согласный"}
    tombstones = [one for one in await calendar.play.told("people") if one.get("tombstone")]
    assert sorted(one["key"].decode() for one in tombstones) == sorted([child, mother])
    for language, said in (("ru", "никто не дал согласия"), ("en", "Nobody consented")):
        act = text(await page(calendar.play, f"/people/{child}/act", calendar.play.anna(), language=language))
        assert said in act
    shown = text(await page(calendar.play, listed, calendar.play.anna(), language="en"))
    assert "Альфин" not in shown
    assert "Act of erasure" in shown


async def give(calendar: Calendar, subject: str, ground: Ground) -> None:
    play = calendar.play
    match ground:
        case Ground.CONSENT:
            await calendar.sign("Альфин", purpose="image")
        case Ground.WARD:
            await play.person("Ребёнков", birth_date=CHILD, guardians=[subject])
        case Ground.DUTY:
            await sign_in(calendar, subject)
            grant = Grant(unknown(), DutyKind.READER, "anna", calendar.today, UUID(subject), accepted_at=calendar.today)
            await play.app.rosters.add(replace(await play.app.rosters.of(HOME), grants=(grant,)))
        case Ground.AWARD:
            day, facts = calendar.today.date().isoformat(), {"hours": 72}
            granting = await offered(play)
            body = {
                "achievement_id": str(granting.achievement),
                "granted_on": day,
                "subject_id": subject,
                "facts": facts,
            }
            await granting.call("POST", "/awards", body, expect=201)
        case Ground.JURY:
            other = await championships.add_skill(
                play.organiser, play.championship, "02", {"ru": "Иное", "en": "Other"}
            )
            await championships.appoint(play.organiser, other, subject, "R-01", chief=False)
        case Ground.ENTRY | Ground.RESULT:
            await enter_elsewhere(calendar, subject, took_part=ground is Ground.RESULT)


async def sign_in(calendar: Calendar, subject: str) -> None:
    """The person has an account."""
    person = await calendar.play.app.people.get(UUID(subject))
    await calendar.play.app.people.save(replace(person, account=f"of-{subject}"))


async def enter_elsewhere(calendar: Calendar, subject: str, *, took_part: bool) -> None:
    play, home = calendar.play, calendar.play.championship
    await calendar.open(due_in=70, days=90)
    again = await championships.register(play.organiser, play.skill, subject, "R-01")
    play.championship = home
    if took_part:
        entry = (await play.app.registrations.get(UUID(again))).confirm(calendar.today)
        await play.app.registrations.save(entry.end(Step(State.WITHDRAWN, calendar.today)))


@pytest.mark.parametrize("ground", Ground)
async def test_whatever_else_somebody_is_kept_for_keeps_them(calendar: Calendar, ground: Ground) -> None:
    await calendar.open()
    subject = await calendar.enter("Альфин", ADULT)
    await calendar.ask()
    await give(calendar, subject, ground)
    await later(calendar, days=21)
    await later(calendar, days=15)
    assert "Альфин" in await names(calendar.play.app)
    told = await calendar.play.get(f"/championships/{calendar.play.championship}/erasures")
    assert [one["stays_for"] for one in told["items"]] == ([] if ground is Ground.CONSENT else [ground])


async def test_the_ground_gone_the_person_goes_too(calendar: Calendar) -> None:
    await calendar.open()
    subject = await calendar.enter("Альфин", ADULT)
    ward = await calendar.play.person("Ребёнков", birth_date=CHILD, guardians=[subject])
    await calendar.ask()
    await later(calendar, days=21)
    await later(calendar, days=15)
    assert "Альфин" in await names(calendar.play.app)
    await calendar.play.call("DELETE", f"/persons/{ward}", calendar.play.anna(), expect=204)
    await later(calendar, days=1)
    assert await names(calendar.play.app) == set()


async def test_who_withdrew_before_consenting_goes_after_the_deadline_too(calendar: Calendar) -> None:
    await calendar.open()
    await calendar.enter("Альфин", ADULT)
    await calendar.play.post(f"/registrations/{calendar.play.registrations['Альфин']}/withdrawal", {})
    await later(calendar, days=33)
    assert "Альфин" in await names(calendar.play.app)
    await later(calendar, days=2)
    assert await names(calendar.play.app) == set()


async def test_who_is_entered_again_is_asked_again_before_anything_goes(calendar: Calendar) -> None:
    await calendar.open()
    subject = await calendar.enter("Альфин", ADULT)
    await calendar.ask()
    await later(calendar, days=21)
    await championships.register(calendar.play.organiser, calendar.play.skill, subject, "R-01")
    await later(calendar, days=1)
    await later(calendar, days=4)
    assert "Альфин" in await names(calendar.play.app)
    await later(calendar, days=12)
    assert "Альфин" in await names(calendar.play.app), "fourteen days from the second time"
    await later(calendar, days=4)
    assert await names(calendar.play.app) == set()


async def test_several_workers_and_a_broken_championship_hold_up_nobody(calendar: Calendar, play: Play) -> None:
    await calendar.open()
    for name in ("Альфин", "Бетин"):
        await calendar.enter(name, ADULT)
    await calendar.ask()
    await later(calendar, days=21)
    (first, _) = await play.app.erasures.find_many({})
    await play.app.erasures.save(replace(first, subject_id=UUID(int=1)))
    calendar.go(calendar.today + timedelta(days=15))
    await asyncio.gather(*(erase_the_forgotten(calendar.play.app) for _ in range(3)))
    left = await names(calendar.play.app)
    assert len(left) == 1
    assert not await calendar.play.app.erasures.find_many({"done_at": None})


@pytest.mark.parametrize("moment", ["planned before the merge", "planned after it"])
async def test_whoever_is_kept_under_one_id_goes_under_none(calendar: Calendar, moment: str) -> None:
    await calendar.open()
    play = calendar.play
    going = await calendar.enter("Альфин", ADULT)
    await play.post(f"/registrations/{play.registrations['Альфин']}/withdrawal", {})
    staying = await calendar.enter("Альфин", ADULT)
    await calendar.sign("Альфин")
    await championships.confirm(play.organiser, play.registrations["Альфин"])
    if moment == "planned before the merge":
        await erase_the_forgotten(play.app)
        assert await play.app.erasures.find_many({})
    version = (await play.app.people.get(UUID(staying))).version
    address = f"/persons/{going}/merged-into/{staying}"
    await play.call("PUT", address, play.anna(), expect=204, if_match=f'"{version}"')
    await later(calendar, days=1)
    await later(calendar, days=40)
    for subject in (going, staying):
        kept = await play.app.people.find(UUID(subject))
        assert kept
        assert kept.erased_at is None
    planned = await play.app.erasures.find_many({})
    assert [one.stays_for for one in planned] == ([Ground.ENTRY] if moment == "planned before the merge" else [])


async def test_a_merge_while_somebody_goes_takes_the_other_record_not_along(calendar: Calendar) -> None:
    play = calendar.play
    staying, going = await play.person("Альфин"), await play.person("Альфин")
    looked_at = await play.app.people.ids_of_one(await play.app.people.get(UUID(going)))
    merged = replace(await play.app.people.get(UUID(going)), merged_into=UUID(staying))
    await play.app.people.save(merged)
    await forget_person(play.app, UUID(going), ids=looked_at)
    assert (await play.app.people.get(UUID(staying))).family_name == "Альфин"
    with pytest.raises(Unknown):
        await play.app.people.get(UUID(going))


async def test_both_records_go_and_the_guardians_of_both_where_nothing_keeps_either(calendar: Calendar) -> None:
    await calendar.open()
    play = calendar.play
    mother, father = await play.person("Мамина"), await play.person("Папин")
    going = await calendar.enter("Альфин", CHILD, mother)
    staying = await play.person("Альфин", birth_date=CHILD, guardians=[father])
    version = (await play.app.people.get(UUID(staying))).version
    address = f"/persons/{going}/merged-into/{staying}"
    await play.call("PUT", address, play.anna(), expect=204, if_match=f'"{version}"')
    await calendar.ask()
    await later(calendar, days=21)
    await later(calendar, days=15)
    assert await names(play.app) == set()
    for subject in (going, staying, mother, father):
        assert await play.app.erasures.carried_out(UUID(subject))


@pytest.mark.parametrize("born", [CHILD, TEENAGER, ADULT])
async def test_an_account_keeps_nobody_who_never_consented(calendar: Calendar, born: str) -> None:
    await calendar.open()
    mother = await calendar.play.person("Мамина")
    child = await calendar.enter("Альфин", born, mother)
    for one in (child, mother):
        await sign_in(calendar, one)
    await calendar.ask()
    await later(calendar, days=21)
    await later(calendar, days=15)
    assert await names(calendar.play.app) == set()


@pytest.mark.parametrize(
    ("born", "says", "kept"),
    [
        (TEENAGER, ("Альфин",), False),
        (TEENAGER, ("Мамина",), False),
        (TEENAGER, ("Альфин", "Мамина"), True),
        (CHILD, ("Мамина",), True),
        (ADULT, ("Альфин",), True),
    ],
)
async def test_of_a_minor_all_have_to_say_yes_whose_voice_it_takes(
    calendar: Calendar, born: str, says: tuple[str, ...], *, kept: bool
) -> None:
    await calendar.open()
    ids = {"Мамина": await calendar.play.person("Мамина")}
    ids["Альфин"] = await calendar.enter("Альфин", born, ids["Мамина"])
    address = f"/registrations/{calendar.play.registrations['Альфин']}"
    for name in says:
        for purpose in ("participation", "permission") if name == "Мамина" else ("participation",):
            said = {"giver_id": ids[name], "purpose": purpose, "decision": "given"}
            await calendar.play.call("PUT", f"{address}/consents", calendar.play.anna(), said)
    await calendar.play.post(f"{address}/withdrawal", {})
    await later(calendar, days=1)
    await later(calendar, days=40)
    assert await names(calendar.play.app) == ({"Альфин", "Мамина"} if kept else set())


async def test_whoever_is_half_gone_when_the_worker_is_killed_goes_wholly(calendar: Calendar) -> None:
    """Of the record that stays nothing is left, so nobody could say any more how old the person is."""
    await calendar.open()
    play = calendar.play
    mother = await play.person("Мамина")
    going = await calendar.enter("Альфин", TEENAGER)
    await calendar.sign("Альфин")
    staying = await play.person("Альфин", birth_date=TEENAGER, guardians=[mother])
    version = (await play.app.people.get(UUID(staying))).version
    address = f"/persons/{going}/merged-into/{staying}"
    await play.call("PUT", address, play.anna(), expect=204, if_match=f'"{version}"')
    await play.post(f"/registrations/{play.registrations['Альфин']}/withdrawal", {})
    await later(calendar, days=1)
    (planned,) = await play.app.erasures.find_many({})
    ids = await play.app.people.ids_of_one(await play.app.people.get(UUID(going)))
    await play.app.erasures.save(planned.begun([UUID(mother)], ids))
    await forget_person(play.app, UUID(staying), ids=[UUID(staying)])
    await later(calendar, days=40)
    assert await names(play.app) == set()

"""`/enter/{championship}` walked without scripts: step by step, back and forth, twice."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from tests import days
from tests.competitions.entering.self_entry import (
    AHEAD,
    Walker,
    announced,
    another_skill,
    born,
    change,
    change_skill,
    enter,
    fields,
    wrong,
)
from tests.competitions.pages.reading import case, heading, page, text
from tests.competitions.playing import Play

ME = {
    **fields("applicant", family_name="Лесничий", given_name="Вымысел", birth_date="2000-05-17"),
    "applicant-email": "lesnichy@people.example",
    "member": "R-01",
}
TEEN = {**ME, "applicant-birth_date": born(16)}
PARENT = fields("guardian", family_name="Лесничая", given_name="Опекана", email="opekana@people.example")
YES = {"answers-participation": "given"}


async def walked(play: Play, walker: Walker, **changed: str) -> None:
    """Until the page that asks to check."""
    await walker.go("whom", {"whom": "myself"}, "who")
    await walker.go("who", {**ME, **changed}, "skill")
    await walker.go("skill", {"skill_id": play.skill}, "consents")
    await walker.go("consents", YES, "check")


async def test_from_the_public_page_to_the_place(play: Play) -> None:
    await announced(play)
    await change_skill(play, quota=38, youngest=16, oldest=28)
    public = await page(play, f"/enter/{play.championship}", {}, language="en")
    assert (heading(public), case(public)) == ("Taking part: Trial", "38 places free")
    assert "16 to 28 years old" in text(public)
    assert f"/sign-in?to=/enter/{play.championship}/whom" in public
    walker = Walker(play)
    await walked(play, walker)
    check = (await walker.open("check")).text
    assert "Лесничий Вымысел" in text(check)
    assert "Change" in text(check)
    before = dict(walker.cookies)
    sent = await walker.send("check")
    assert sent.status_code == HTTPStatus.SEE_OTHER
    assert (await walker.send("check")).headers["location"] == walker.home, "which says what was sent"
    walker.cookies = before  # a second click, before the first is answered
    again = await walker.send("check")
    assert again.headers["location"] == sent.headers["location"]
    assert await play.app.registrations.collection.count_documents({}) == 1
    status = await page(play, sent.headers["location"].partition("#")[0], walker.by, language="en")
    assert "The entry is sent" in text(status)
    assert "Everything is there." in text(status)
    entered = await play.http.get(f"/enter/{play.championship}", headers={**walker.by, "accept-language": "en"})
    assert "You are entered" in text(entered.text)


async def test_nothing_is_kept_before_it_is_sent(play: Play) -> None:
    await announced(play)
    await walked(play, Walker(play))
    for kept in (play.app.people, play.app.registrations, play.app.consents):
        assert await kept.collection.count_documents({}) == 0


async def test_steps_open_in_their_order_and_backwards(play: Play) -> None:
    await announced(play)
    walker = Walker(play)
    assert (await walker.open("check")).headers["location"] == f"{walker.home}/whom"
    await walked(play, walker)
    shown = (await walker.open("who")).text
    assert 'value="Лесничий"' in shown
    await walker.go("who", TEEN, "guardian")
    assert (await walker.open("check")).headers["location"] == f"{walker.home}/guardian"
    await walker.go("guardian", PARENT, "skill")
    check = await walker.open("check")
    assert "Step 6 of 6" in text(check.text)
    assert "Лесничая Опекана" in text(check.text)
    sent = await walker.send("check")
    status = await page(play, sent.headers["location"].partition("#")[0], walker.by, language="en")
    assert "Taking part: Лесничая Опекана, asked by a letter" in text(status)


async def test_a_guardian_enters_a_child(play: Play) -> None:
    await announced(play)
    walker = Walker(play, "parent")
    await walker.go("whom", {"whom": "ward"}, "who")
    child = fields("ward", family_name="Лесной", given_name="Ребёнок", birth_date=born(12))
    mine = fields("applicant", family_name="Лесничая", given_name="Опекана", email="opekana@people.example")
    await walker.go("who", {**child, **mine, "member": "R-01"}, "skill")
    await walker.go("skill", {"skill_id": play.skill}, "consents")
    assert wrong((await walker.send("consents", YES)).text) == ["answers-permission"]
    await walker.go("consents", {**YES, "answers-permission": "given"}, "check")
    sent = await walker.send("check")
    assert sent.status_code == HTTPStatus.SEE_OTHER
    whom = (await Walker(play, "parent").open("whom")).text
    assert "Лесной Ребёнок" in text(whom)


async def test_what_is_wrong_about_a_ward_is_said_at_the_ward(play: Play) -> None:
    await announced(play)
    walker = Walker(play, "parent")
    await walker.go("whom", {"whom": "ward"}, "who")
    mine = fields("applicant", family_name="Лесничая", given_name="Опекана", email="opekana@people.example")
    for born_on, email, where in (
        ("2030-01-01", "", "ward-birth_date"),
        ("1850-01-01", "", "ward-birth_date"),
        (born(19), "", "ward-birth_date"),
        (born(15), "", "ward-email"),
        (born(15), "opekana@people.example", "ward-email"),
    ):
        child = fields("ward", family_name="Лесной", given_name="Ребёнок", birth_date=born_on, email=email)
        assert wrong((await walker.send("who", {**child, **mine, "member": "R-01"})).text) == [where]
    await play.person("Юный", account="young", birth_date=born(15), email="young@people.example")
    assert wrong((await Walker(play, "young").send("whom", {"whom": "ward"})).text) == ["whom"]


async def test_a_ward_without_a_birth_date_is_asked_for_it(play: Play) -> None:
    await announced(play)
    guardian = await play.person("Опекунов", account="parent", email="opekunov@people.example")
    ward = await play.person("Подопечнов", guardians=[guardian])
    walker = Walker(play, "parent")
    await walker.go("whom", {"whom": ward}, "who")
    shown = (await walker.open("who")).text
    assert 'name="ward-birth_date"' in shown
    named = fields("ward", family_name="Подопечнов", given_name="Вымысел", birth_date=born(12))
    await walker.go("who", {**named, "member": "R-01"}, "skill")
    await walker.go("skill", {"skill_id": play.skill}, "consents")
    await walker.go("consents", {**YES, "answers-permission": "given"}, "check")
    assert (await walker.send("check")).status_code == HTTPStatus.SEE_OTHER
    assert str((await play.app.people.get(UUID(ward))).birth_date) == born(12)


async def test_a_child_under_14_is_asked_nothing(play: Play) -> None:
    await announced(play)
    walker = Walker(play)
    await walker.go("whom", {"whom": "myself"}, "who")
    await walker.go("who", {**ME, "applicant-birth_date": born(12)}, "guardian")
    await walker.go("guardian", PARENT, "skill")
    await walker.go("skill", {"skill_id": play.skill}, "consents")
    assert "You are not 14 yet" in text((await walker.open("consents")).text)
    await walker.go("consents", {}, "check")
    assert (await walker.send("check")).status_code == HTTPStatus.SEE_OTHER


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    ("whom", {}, ["whom"]),
    ("whom", {"whom": "somebody"}, ["whom"]),
    ("who", {}, ["member"]),
    ("who", {"member": "R-01"}, ["applicant-family_name"]),
    ("who", {**ME, "member": "R-99"}, ["member"]),
    ("who", {**ME, "applicant-given_name": ""}, ["applicant-given_name"]),
    ("who", {**ME, "applicant-email": "nowhere"}, ["applicant-email"]),
    ("who", {**ME, "applicant-birth_date": "17.05.2000"}, ["applicant-birth_date"]),
    ("who", {**ME, "applicant-birth_date": "2030-05-17"}, ["applicant-birth_date"]),
    ("who", {**ME, "applicant-birth_date": ""}, ["applicant-birth_date"]),
    ("guardian", {}, ["guardian-family_name"]),
    ("guardian", {**PARENT, "guardian-email": ME["applicant-email"]}, ["guardian-email"]),
    ("skill", {}, ["skill_id"]),
    ("skill", {"skill_id": "x"}, ["skill_id"]),
    ("consents", {}, ["answers-participation"]),
    ("consents", {"answers-participation": "refused"}, ["answers-participation"]),
]


@pytest.mark.parametrize(("step", "sent", "where"), WRONG)
async def test_what_is_wrong_is_said_at_the_field(
    play: Play, step: str, sent: dict[str, Any], where: list[str]
) -> None:
    await announced(play)
    await play.post(f"/championships/{play.championship}/members", {"name": "R-01"}, expect=201)
    walker = Walker(play)
    steps: dict[str, dict[str, Any]] = {"whom": {"whom": "myself"}, "who": ME if step != "guardian" else TEEN}
    steps |= {"skill": {"skill_id": play.skill}} if step == "consents" else {}
    for before, typed in steps.items():
        if before == step:
            break
        assert (await walker.send(before, typed)).status_code == HTTPStatus.SEE_OTHER
    answer = await walker.send(step, sent)
    assert answer.status_code in {409, 422}
    assert wrong(answer.text) == where


async def test_an_age_outside_the_group_is_refused_at_the_skill(play: Play) -> None:
    await announced(play)
    await change_skill(play, youngest=14, oldest=16)
    walker = Walker(play)
    await walker.go("whom", {"whom": "myself"}, "who")
    await walker.go("who", ME, "skill")
    answer = await walker.send("skill", {"skill_id": play.skill})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert wrong(answer.text) == ["skill_id"]
    assert "14 to 16" in text(answer.text)


async def test_who_is_entered_is_not_offered_the_skill_again(play: Play) -> None:
    await announced(play)
    await another_skill(play, "02")
    await enter(play)
    walker = Walker(play)
    await walker.go("whom", {"whom": "myself"}, "who")
    await walker.go("who", {"member": "R-01"}, "skill")
    shown = (await walker.open("skill")).text
    assert play.skill not in shown
    assert wrong((await walker.send("skill", {"skill_id": play.skill})).text) == ["skill_id"]


async def test_a_member_without_places_is_told_before(play: Play) -> None:
    await announced(play)
    await change_skill(play, quota=10, member_quota=1)
    await enter(play, "first")
    walker = Walker(play)
    await walked(play, walker)
    assert "R-01 has its 1 place in this skill already" in text((await walker.open("check")).text)


async def test_a_text_in_another_language_is_read_again(play: Play) -> None:
    await announced(play)
    walker = Walker(play)
    await walked(play, walker)
    walker.read_in("ru")
    answer = await walker.send("check")
    assert wrong(answer.text) == ["answers-participation"]
    assert await play.app.registrations.collection.count_documents({}) == 0
    await walker.go("consents", YES, "check")
    assert (await walker.send("check")).status_code == HTTPStatus.SEE_OTHER


async def test_a_draft_is_of_one_account(play: Play) -> None:
    await announced(play)
    walker = Walker(play)
    await walked(play, walker)
    other = Walker(play, "somebody-else")
    other.cookies = walker.cookies
    assert (await other.open("check")).headers["location"] == f"{walker.home}/whom"


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({"self_entry": False}, "The organiser enters people here"),
        ({"deadlines": {"entries_open": f"{days.AHEAD}-01-01T09:00:00Z"}}, "Entries are not open yet"),
        ({"deadlines": {"entries_close": "2026-01-01T09:00:00Z"}}, "Entries are closed"),
        ({"starts_on": "2026-11-01", "ends_on": f"{days.AHEAD}-03-02"}, "Entries are closed"),
    ],
)
async def test_the_public_page_says_how_it_stands(play: Play, plan: dict[str, Any], said: str) -> None:
    await announced(play, **plan)
    public = await page(play, f"/enter/{play.championship}", {}, language="en")
    assert case(public) == said
    assert "/whom" not in public
    assert (await Walker(play).open("whom")).headers["location"] == f"/enter/{play.championship}"
    assert (await Walker(play).send("whom")).status_code == HTTPStatus.CONFLICT


async def test_all_taken_and_a_draft(play: Play) -> None:
    await play.open()
    await page(play, f"/enter/{play.championship}", {}, expect=404)
    await change(play, **AHEAD)
    await play.post(f"/championships/{play.championship}/announcement")
    await change_skill(play, quota=1)
    await enter(play)
    await enter(play, "second")
    play.app.entry_counts.drop(UUID(play.championship))
    public = await page(play, f"/enter/{play.championship}", {}, language="en")
    assert case(public) == "All places are taken: who enters now waits."
    assert "no place free, 1 waits" in text(public)


async def test_a_cancelled_championship_says_so(play: Play) -> None:
    await announced(play)
    await enter(play)
    await play.post(f"/championships/{play.championship}/cancellation", {"cause": "emergency", "reason": "Снегопад"})
    public = await page(play, f"/enter/{play.championship}", {}, language="en")
    assert case(public) == "The championship is cancelled."
    assert (await enter(play, "late", expect=409))["type"].endswith("not-taking-entries")
    mine = text(await page(play, "/me", Walker(play).by, language="en"))
    assert "The organiser confirms the entry." not in mine

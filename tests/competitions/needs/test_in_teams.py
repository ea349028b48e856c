"""What each member of a team needs, and who comes with them: theirs alone, whoever else is in the team."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.access.test_duties import bare
from tests.competitions.consents.calendar import ADULT, TEENAGER
from tests.competitions.needs.asking import DOG, LIFT, Asking
from tests.competitions.pages.reading import page, post, text

from client import championships, consents
from competitions.commands.needs.forgetting import forget_what_is_over
from competitions.store import STORES

NUTS, WITH_WARD = "Без орехов", "Спутников Проба"
PHONE = "+79000000017"


class Pair:
    """A captain of age and a minor, whose mother answers for her."""

    def __init__(self, asking: Asking) -> None:
        self.asking, self.play = asking, asking.play

    async def enter(self) -> None:
        play = self.play
        await self.asking.begin(team_size=2)
        self.mother = await play.person("Матушкина", birth_date=ADULT, account="mother", email="mother@mail.example")
        self.captain = await play.person("Капитанова", birth_date=ADULT, account="captain")
        self.ward = await play.person("Юнова", birth_date=TEENAGER, guardians=[self.mother])
        people = [self.captain, self.ward]
        self.entry = await championships.register_team(play.organiser, play.skill, "Искра", people, "R-01")
        self.at = f"/me/registrations/{self.entry}"

    def by(self, account: str) -> Mapping[str, str]:
        return bare(self.play, account)

    async def ask(self, account: str, subject: str, *needs: Mapping[str, str], expect: int = 200) -> Any:
        body = {"needs": list(needs)}
        return await self.play.call("PUT", f"{self.at}/needs?person={subject}", self.by(account), body, expect=expect)

    async def agree(self, subject: str, *givers: str) -> None:
        for giver in givers:
            body = {"giver_id": giver, "subject_id": subject, "purpose": "needs", "decision": "given"}
            await self.play.call("PUT", f"/registrations/{self.entry}/consents", self.play.anna(), body)

    async def read(self, which: str = "", *, expect: int = 200) -> Any:
        path = f"/registrations/{self.entry}/needs/readings{which}"
        return await self.play.post(path, by=self.asking.rita(), expect=expect)

    async def listed(self) -> list[Any]:
        found: list[Any] = (await self.play.get(f"{self.asking.place}/needs", by=self.asking.rita()))["items"]
        return found

    async def stored(self, collection: str, subject: str) -> Any:
        return await self.play.app.database[collection].find_one({"subject_id": UUID(subject)})

    async def bring(self) -> str:
        """Somebody who comes with the ward: the code of the pass."""
        held = await self.play.get(self.asking.place)
        coming = {"name": WITH_WARD, "role": "parent", "days": [held["starts_on"]]}
        path = f"{self.at}/companions?person={self.ward}"
        made = await self.play.call("PUT", path, self.by("mother"), {"companions": [coming]})
        code: str = made["companions"][0]["code"]
        return code


@pytest.fixture
async def pair(asking: Asking) -> Pair:
    found = Pair(asking)
    await found.enter()
    return found


async def test_each_member_asks_for_themselves_and_is_read_by_their_own_consent(
    pair: Pair, capsys: pytest.CaptureFixture[str]
) -> None:
    play, captain, ward = pair.play, pair.captain, pair.ward
    asked = await pair.ask("captain", captain, {"need": "step_free", "what": LIFT})
    assert (asked["registration_id"], asked["subject_id"]) == (pair.entry, captain)
    await pair.ask("captain", ward, {"need": "light"}, expect=403)
    await pair.ask("mother", captain, {"need": "light"}, expect=403)
    await pair.ask("mother", ward, {"need": "diet", "what": NUTS}, {"need": "guide_dog", "what": DOG})
    assert [one["what"] for one in (await play.get(f"{pair.at}/needs", by=pair.by("mother")))["needs"]] == [DOG, NUTS]
    kept = [await pair.stored("needs", one) for one in (captain, ward)]
    assert len({one["_id"] for one in kept} - {UUID(pair.entry)}) == 2, "each under an id of their own"
    for word in (LIFT, NUTS, DOG, "diet"):
        assert word not in str(kept)
        assert all(word.encode() not in bytes(one["sealed"]) for one in kept)

    assert {(one["subject_id"], one["asked"], one["consent"]) for one in await pair.listed()} == {
        (captain, 1, "missing"),
        (ward, 2, "missing"),
    }
    assert (await pair.read(expect=422))["type"].endswith("/member-unnamed")
    assert (await pair.read(f"?person={pair.mother}", expect=404))["detail"]
    await pair.agree(ward, pair.mother, ward)
    assert (await pair.read(f"?person={captain}", expect=409))["type"].endswith("/consent-lacking")
    assert [one["what"] for one in (await pair.read(f"?person={ward}"))["needs"]] == [DOG, NUTS]
    answer = {"need": "diet", "outcome": "granted", "text": "Обед без орехов"}
    path = f"/registrations/{pair.entry}/needs/answer?person={ward}"
    await play.call("PUT", path, pair.asking.rita(), answer)
    told = [json.loads(one["value"]) for one in await play.told("needs")]
    assert [(one["members"], one["mentor_id"]) for one in told] == [([ward], None)], "nobody else of the team hears"
    venue = await pair.asking.venue()
    assert [[one["text"] for one in line["things"]] for line in venue["items"]] == [["Обед без орехов"]]
    own = await play.get(f"{pair.at}/needs", by=pair.by("mother"))
    assert {one["where"] for one in own["readings"]} == {"list", "entry"}
    assert (await play.get(f"{pair.at}/needs", by=pair.by("captain")))["readings"] == []

    said = capsys.readouterr().out + "".join([str(await play.told(one.NAME)) for one in STORES if one.publishes])
    for word in (LIFT, NUTS, DOG, "без орехов", "step_free", '"diet"'):
        assert word not in said
    assert NUTS not in str(await play.get("/me/data", by=pair.by("captain")))
    assert NUTS not in str(await play.get(f"/registrations/{pair.entry}"))


async def test_who_comes_with_a_member_has_a_pass_and_is_nobody_elses_business_in_the_team(pair: Pair) -> None:
    play, entry = pair.play, f"{pair.asking.place}/entries/{pair.entry}"
    code = await pair.bring()
    for subject in (pair.captain, pair.ward):
        await consents.on_paper(play.organiser, pair.entry, None, subject)
    await play.post(f"/registrations/{pair.entry}/confirmation")
    badges = await page(play, f"{pair.asking.place}/badges?kind=companions", play.anna())
    door = await page(play, f"{pair.asking.place}/check-in?entry={pair.entry}", play.anna())
    for html in (await page(play, entry, pair.by("mother")), await page(play, entry, play.anna()), badges, door):
        assert WITH_WARD in html
    assert WITH_WARD not in await page(play, entry, pair.by("captain"))
    form = {"registration": pair.entry, "code": code}
    assert (await post(play, f"{pair.asking.place}/check-in/companion", play.anna(), form)).status_code == 303
    path = f"{pair.at}/companions?person={pair.ward}"
    assert (await play.get(path, by=pair.by("mother")))["companions"][0]["arrived_at"]


async def test_what_a_member_asked_for_goes_with_who_leaves_the_team_and_the_others_stay(pair: Pair) -> None:
    play = pair.play
    await pair.ask("captain", pair.captain, {"need": "step_free", "what": LIFT})
    await pair.ask("mother", pair.ward, {"need": "diet", "what": NUTS})
    await pair.bring()
    await pair.agree(pair.ward, pair.mother, pair.ward)
    came = await play.person("Сменщикова", birth_date=ADULT)
    path = f"/registrations/{pair.entry}/team/members/{pair.ward}/replacement"
    await play.post(path, {"subject_id": came})
    await pair.read(f"?person={pair.ward}", expect=404)
    assert [one["subject_id"] for one in await pair.listed()] == [pair.captain], "at once"
    assert (await pair.asking.venue())["items"] == []
    await forget_what_is_over(play.app)
    for collection in ("needs", "companions"):
        gone = await pair.stored(collection, pair.ward)
        assert (gone["sealed"], gone["forgotten"]["ground"]) == (None, "left")
    assert (await pair.stored("needs", pair.captain))["asked"] == 1
    assert (await page(play, "/me/data", pair.by("mother"))).count("/needs") == 0, "no page that would refuse"
    await play.call("DELETE", f"/persons/{pair.captain}", play.anna(), expect=204)
    assert await pair.stored("needs", pair.captain) is None
    assert await pair.listed() == []


async def test_pages_lead_each_member_to_what_is_theirs(pair: Pair) -> None:
    play, at = pair.play, f"/me/entries/{pair.entry}/needs?person={pair.ward}"
    for path in ("/me", f"{pair.asking.place}/entries/{pair.entry}"):
        mine, hers = [await page(play, path, pair.by(one)) for one in ("captain", "mother")]
        assert f"needs?person={pair.captain}" in mine
        assert str(pair.ward) not in mine.replace(f"members/{pair.ward}", "")
        assert f"needs?person={pair.ward}" in hers
    sent = await post(play, at, pair.by("mother"), {"need-diet": "yes", "what-diet": ""})
    assert (sent.status_code, f'action="{at}"' in sent.text) == (422, True)
    sent = await post(play, at, pair.by("mother"), {"need-diet": "yes", "what-diet": NUTS})
    assert (sent.status_code, sent.headers["location"]) == (303, f"{at}&kept#outcome")
    invited = await page(play, pair.asking.calendar.link(pair.ward, pair.ward), {})
    assert "Что нужно, чтобы участвовать" in invited
    await pair.agree(pair.ward, pair.mother, pair.ward)
    rita = pair.asking.rita()
    listed = await page(play, f"{pair.asking.place}/needs", rita)
    assert "Команда «Искра»" in text(listed)
    reading = f"{pair.asking.place}/needs/{pair.entry}?person={pair.ward}"
    assert reading in listed
    assert NUTS in await page(play, reading, rita)
    answered = await post(play, reading, rita, {"need": "diet", "outcome": "granted", "text": "Обед"})
    assert (answered.status_code, answered.headers["location"]) == (303, f"{reading}&kept#outcome")
    assert "Обед" in await page(play, at, pair.by("mother"))


async def test_whom_to_call_each_member_says_for_themselves_and_it_goes_with_who_leaves(pair: Pair) -> None:
    play = pair.play
    path = f"{pair.at}/emergency-contacts?person={pair.ward}"
    body = {"contacts": [{"name": "Матушкина Проба", "phone": PHONE}]}
    await play.call("PUT", path, pair.by("captain"), body, expect=403)
    await play.call("PUT", path, pair.by("mother"), body)
    entry = f"{pair.asking.place}/entries/{pair.entry}"
    assert PHONE in await page(play, entry, play.anna())
    assert PHONE not in await page(play, entry, pair.by("captain"))
    came = await play.person("Сменщикова", birth_date=ADULT)
    await play.post(f"/registrations/{pair.entry}/team/members/{pair.ward}/replacement", {"subject_id": came})
    assert PHONE not in text(await page(play, entry, play.anna())), "at once"
    await forget_what_is_over(play.app)
    gone = await pair.stored("emergency_contacts", pair.ward)
    assert (gone["sealed"], gone["forgotten"]["ground"]) == (None, "left")

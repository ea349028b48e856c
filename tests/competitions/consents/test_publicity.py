"""What stands on public pages of a championship: what was allowed for it, item by item, and nothing of what was taken back."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import HOME, Play

from client import championships, consents
from competitions.commands.consents import Said, enter_paper
from competitions.commands.records import publicity
from competitions.domain.consents.records import Consents, Decision, Purpose
from competitions.domain.records.publicity import PublicItem
from competitions.queries.published.scoreboard import scoreboard
from shared.identity.principal import Principal, Role

ANNA = Principal("anna", "Анна", frozenset({Role.ORGANISER}), HOME)
EVERYTHING = ("name", "organisation", "place", "score", "photo")


async def published(play: Play, shows: tuple[str, ...] | None, **more: Any) -> str:
    """With Дельтин, who allows what is in `shows`, in the second place."""
    await play.gather()
    subject = await play.compete("Дельтин", "R-04", shows=shows, **more)
    await play.post(f"/skills/{play.skill}/marking")
    await play.mark_all()
    for code, body in (
        ("A1.01", {"measurement": True}),
        ("A1.02", {"judgement": [3, 3, 3]}),
        ("B1.01", {"measurement": "4"}),
        ("B2.01", {"measurement": "none left"}),
    ):
        await play.mark("Дельтин", code, body)
    await play.sign_all()
    await play.publish()
    return subject


async def lines(play: Play) -> list[dict[str, Any]]:
    """Of the skill, as everybody reads them in both places."""
    board = await play.get(f"/championships/{play.championship}/scoreboard", by={})
    found: list[dict[str, Any]] = board["skills"][0]["lines"]
    assert (await play.get(f"/skills/{play.skill}/results", by={}))["lines"] == found
    return found


async def board(play: Play) -> str:
    return text(await page(play, f"/championships/{play.championship}/scoreboard", {}, language="en"))


CASES: tuple[tuple[tuple[str, ...] | None, str | None, str | None, bool], ...] = (
    (None, "Д. В.", "R-04", False),
    (EVERYTHING, "Дельтин Вымысел", "R-04", True),
    (("name", "place"), "Дельтин Вымысел", None, False),
    (("name", "place", "organisation"), "Дельтин Вымысел", "R-04", False),
    (("place", "score"), "Д. В.", None, True),
    (("name", "organisation", "score"), None, None, False),
    ((), None, None, False),
)


async def test_each_item_is_shown_where_it_was_allowed(play: Play) -> None:
    await published(play, None)
    for shows, name, member, has_score in CASES:
        await consents.on_paper(play.organiser, play.registrations["Дельтин"], shows)
        found = await lines(play)
        assert [line["place"] for line in found] == [1, 2, 3, 4], "the places are the championship's own"
        line = found[1]
        assert (line["name"], line["member"], line["total"] is not None) == (name, member, has_score), shows
        assert (line["scale_score"] is not None) is has_score
        shown = await board(play)
        assert ("Дельтин" in shown, "Д. В." in shown) == (name == "Дельтин Вымысел", name == "Д. В.")
        assert ("R-04" in shown) is (member is not None)
    jury = (await play.get(f"/skills/{play.skill}/results"))["lines"][1]
    assert (jury["name"], jury["member"], jury["total"] is not None) == ("Дельтин Вымысел", "R-04", True)


async def test_what_is_taken_back_is_gone_at_once_and_the_others_are_told(play: Play) -> None:
    subject = await published(play, EVERYTHING)
    assert "Дельтин Вымысел" in await board(play)
    await play.app.database["people"].update_many({}, {"$set": {"pending": []}})
    await consents.withdraw(play.organiser, play.registrations["Дельтин"], subject, "publication")
    assert "Дельтин" not in await board(play)
    assert [line["name"] for line in await lines(play)] == ["А. В.", None, "Б. В.", "Г. В."]
    [told] = [json.loads(event["value"]) for event in await play.told("people")]
    assert told["subject_id"] == subject
    assert [(one["championship_id"], one["items"]) for one in told["publicity"]] == [(play.championship, [])]
    answer = await play.http.get(f"/championships/{play.championship}/scoreboard", headers={"accept": "text/html"})
    assert "public" not in answer.headers["cache-control"]
    assert "max-age" not in answer.headers["cache-control"]


async def test_after_the_last_day_a_page_shows_nothing_of_it(play: Play) -> None:
    await published(play, EVERYTHING)
    [until] = {one.until for one in (await person(play)).publicity}
    assert until == date(2031, 11, 22)
    for day, name in ((until, "Дельтин Вымысел"), (until + timedelta(days=1), None)):
        noon = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        board = await scoreboard(replace(play.app, now=partial(lambda at: at, noon)), UUID(play.championship))
        [skill] = board.value.skills
        assert skill.lines[1].name == name


async def test_one_championship_says_nothing_about_another(play: Play) -> None:
    subject = await published(play, EVERYTHING)
    first, names = play.championship, (await person(play)).publicity
    await play.open()
    registration = await championships.register(play.organiser, play.skill, subject, "R-04")
    await consents.on_paper(play.organiser, registration, ["score"])
    found = {str(one.championship_id): [*one.items] for one in (await play.app.people.get(UUID(subject))).publicity}
    assert found == {first: [*EVERYTHING], play.championship: ["score"]}
    assert len(names) == 1


async def test_a_new_guardian_and_a_corrected_birth_date_are_followed(play: Play) -> None:
    mother = await play.person("Мамина")
    await play.open()
    child = await play.compete("Альфин", "R-01", shows=EVERYTHING, birth_date="2015-01-01", guardians=[mother])
    assert [one["items"] for one in (await play.get(f"/persons/{child}"))["publicity"]] == [[*EVERYTHING]]
    facts = {"family_name": "Альфин", "given_name": "Вымысел", "birth_date": "2000-01-01", "guardians": []}
    version = (await play.get(f"/persons/{child}"))["version"]
    await play.call("PUT", f"/persons/{child}", play.anna(), facts, if_match=f'"{version}"')
    assert (await play.get(f"/persons/{child}"))["publicity"] == [], "of age, and has said nothing"


async def test_an_erased_guardian_keeps_nothing_public(play: Play) -> None:
    mother = await play.person("Мамина")
    await play.open()
    child = await play.compete("Альфин", "R-01", shows=EVERYTHING, birth_date="2015-01-01", guardians=[mother])
    await play.call("DELETE", f"/persons/{mother}", play.anna(), expect=204)
    assert (await play.get(f"/persons/{child}"))["publicity"] == []


async def test_an_organiser_cannot_say_it_for_the_person(play: Play) -> None:
    body = {"family_name": "Образцов", "given_name": "Вымысел", "name_is_public": True}
    await play.post("/persons", body, expect=422)


@pytest.mark.parametrize("fails", ["save", "follow"])
async def test_what_is_interrupted_never_shows_more_than_was_answered(
    play: Play, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the command itself: what a killed process leaves behind."""
    subject = await published(play, ("name", "place"))

    class Killed(Exception):
        pass

    async def killed(*_: object) -> Consents:
        raise Killed

    async def say(decision: Decision, *items: PublicItem) -> None:
        said = {Purpose.PUBLICATION: Said(decision, items)}
        registration = UUID(play.registrations["Дельтин"])
        await enter_paper(play.app, registration, UUID(subject), said, "ru", ANNA)

    target, name = (play.app.consents, "save") if fails == "save" else (publicity, "follow")
    with monkeypatch.context() as patch:
        patch.setattr(target, name, killed)
        with pytest.raises(Killed):
            await say(Decision.WITHDRAWN)
        assert "Дельтин" not in await board(play)
        with pytest.raises(Killed):
            await say(Decision.GIVEN, *PublicItem)
        assert "Дельтин" not in await board(play)
    await say(Decision.GIVEN, *PublicItem)
    assert "Дельтин Вымысел" in await board(play), "the same answer again brings the rest"


async def person(play: Play) -> Any:
    [found] = [one for one in await play.app.people.find_many({}) if one.family_name == "Дельтин"]
    return found

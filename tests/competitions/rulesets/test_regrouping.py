"""How a small category is held is told those whom it concerns, each once until it changes: the organiser sees before who they are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play
from tests.competitions.rulesets.test_holding import CHAIN, GROUPS, STARTERS, regroupings

from competitions.commands.entering.regrouping import tell_due_groups
from competitions.domain.categories.groups import AgeRules
from competitions.domain.categories.holding import Below, Fate, StarterRules
from competitions.domain.categories.told import AS_PLANNED, Holding, HowHeld, holdings
from competitions.domain.entering.changes import Change
from competitions.domain.entering.teams import Team
from competitions.domain.registration import Registration
from competitions.team_events import of_members
from shared.contracts.competitions import RegistrationRegrouped
from shared.events import Event


@settings(deadline=None)
@given(st.builds(StarterRules, st.integers(0, 5), st.sampled_from(Below), CHAIN), STARTERS)
def test_everybody_hears_how_their_own_group_is_held(rules: StarterRules, starters: dict[UUID, str | None]) -> None:
    groups = rules.groups(starters, "abcd")
    found = holdings(groups, starters)
    assert found.keys() == starters.keys()
    for group in groups:
        for id in group.starters:
            holding, own = found[id], starters[id]
            assert (holding == AS_PLANNED) == (group.fate is Fate.HELD and not group.merged)
            assert set(holding.together) == ({group.category, *group.merged} - {None} if group.merged else set())
            assert (holding.way is HowHeld.MERGED) == (own in group.merged)


@pytest.mark.parametrize("way", [HowHeld.AS_PLANNED, HowHeld.NOT_HELD])
def test_who_joins_a_team_hears_what_the_others_were_told(way: HowHeld) -> None:
    first, second, third = (UUID(int=number) for number in (1, 2, 3))
    before, after = Team("Проба", first, (first, second)), Team("Проба", first, (first, third))
    entry = Registration(UUID(int=9), UUID(int=8), UUID(int=7), UUID(int=6), "R-01", team=after, holding=Holding(way))
    told = of_members(before, after, entry, Change(UUID(int=5), datetime(2026, 11, 27, tzinfo=UTC), "anna"))
    held = [one.data for one in told if isinstance(one, Event) and isinstance(one.data, RegistrationRegrouped)]
    assert [(one.members, one.how) for one in held] == ([] if way is HowHeld.AS_PLANNED else [((third,), "not_held")])


@pytest.fixture
def grouped(api: FastAPI, play: Play) -> Iterator[Play]:
    """Of fewer than two a category is not held."""
    before = api.state.app
    rules = replace(
        before.rulesets["worldskills"],
        age=AgeRules(overlap=True),
        categories=GROUPS,
        starters=StarterRules(2, Below.NOT_HELD),
    )
    api.state.app = play.app = replace(before, rulesets={"worldskills": rules})
    yield play
    api.state.app = before


async def entered(play: Play, family_name: str, code: str) -> None:
    body = {"subject_id": await play.person(family_name), "member": "R-01", "category": code}
    made = await play.post(f"/skills/{play.skill}/registrations", body, expect=201)
    play.registrations[family_name] = made["id"]


async def heard(play: Play) -> list[tuple[str, str]]:
    """Whose entry, and how it is held; in the order of the telling."""
    await tell_due_groups(play.app)
    told = await regroupings(play)
    assert len({id for id, _ in told}) == len(told)
    ids = {"registration_id", "subject_id", "championship_id", "skill_id", "members", "mentor_id"}
    assert all(data.keys() == {*ids, "how"} for _, data in told), "neither a category nor a title"
    names = {id: name for name, id in play.registrations.items()}
    return sorted((names[data["registration_id"]], data["how"]) for _, data in told)


async def test_who_is_concerned_hears_at_the_end_of_entries_and_again_when_it_changes(grouped: Play) -> None:
    play = grouped
    await play.open()
    for family_name, code in (("Альфин", "art"), ("Бетин", "craft"), ("Гаммин", "craft")):
        await entered(play, family_name, code)
    at = f"/championships/{play.championship}"
    await play.post(f"{at}/announcement")
    refused = await play.post(f"{at}/closing/letters", expect=409)
    assert refused["type"].endswith("/entries-open")
    before = await play.get(f"{at}/closing")
    [short] = before["short"]
    assert (short["category"], short["fate"], short["entries"], before["people"]) == ("art", "not_held", 1, 1)
    assert "Whoever is entered there is told at once how it is held." in await closing(play)
    await play.post(f"{at}/closing")
    assert await heard(play) == [("Альфин", "not_held")]
    await play.post(f"{at}/closing/letters", expect=202)
    assert await heard(play) == [("Альфин", "not_held")], "nothing has changed"
    shown = text(await page(play, f"{at}/entries/{play.registrations['Альфин']}", play.anna(), language="en"))
    assert "it is not held and has no results" in shown
    assert (await play.get(f"/registrations/{play.registrations['Альфин']}"))["holding"]["way"] == "not_held"

    await play.post(f"/registrations/{play.registrations['Гаммин']}/withdrawal", {})
    assert "1 person has not heard how it is held now." in await closing(play)
    assert (await heard(play)) == [("Альфин", "not_held")], "the organiser decides when"
    await post(play, f"{at}/close/letters", play.anna(), {})
    assert await heard(play) == [("Альфин", "not_held"), ("Бетин", "not_held")]

    await play.call("DELETE", f"{at}/closing", play.anna())
    await entered(play, "Дельтин", "craft")
    await play.post(f"{at}/closing")
    assert await heard(play) == [("Альфин", "not_held"), ("Бетин", "as_planned"), ("Бетин", "not_held")]


async def closing(play: Play) -> str:
    return text(await page(play, f"/championships/{play.championship}/close", play.anna(), language="en"))

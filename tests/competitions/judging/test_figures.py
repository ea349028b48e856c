"""How judges differ is told with its figure, rarely as a hint, and to nobody whom it does not concern."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import Play
from tests.competitions.unit.sheets import NOON, ONE, PANEL, SHEET, judged, later

from competitions.domain.judging.measures import by_chance, interval
from competitions.domain.judging.statistics import PanelFigures, figures
from competitions.domain.mark import Dispute, Mark, Record
from competitions.domain.sheet import Competitor, Sheet

Scores = Sequence[int]
TRIPLES = [triple for triple in product(range(4), repeat=3) if max(triple) - min(triple) <= 1]


def sheet(number: int, triples: Sequence[Scores], member: str = "R-01", judges: tuple[UUID, ...] = PANEL) -> Sheet:
    """One competitor's form: an aspect a triple, a minute each."""
    history: tuple[Record, ...] = tuple(
        Mark(
            UUID(int=1000 * number + at),
            f"A1.{at:02}",
            Decimal(1),
            judged(tuple(scores), judges=judges),
            ONE.subject_id,
            later(at),
        )
        for at, scores in enumerate(triples, 1)
    )
    return replace(
        SHEET, id=UUID(int=number), competitor=Competitor(UUID(int=number), UUID(int=number), member), history=history
    )


def of(forms: Sequence[Sheet], members: dict[UUID, str] | None = None) -> PanelFigures:
    [found] = figures(forms, members or {}, compatriots_may_mark=members is not None)
    return found


@given(
    st.lists(st.lists(st.sampled_from(TRIPLES), min_size=1, max_size=6), min_size=1, max_size=8),
    st.permutations(range(3)),
)
def test_deviations_cancel_out_and_follow_the_judge_whichever_place_they_have(
    forms: list[list[Scores]], places: list[int]
) -> None:
    found = of([sheet(number, triples) for number, triples in enumerate(forms, 1)])
    assert sum((one.points for one in found.deviations), Fraction(0)) == 0
    assert found.judgements == sum(map(len, forms))
    assert all(one.competitors == len(forms) for one in found.deviations)
    judges = tuple(PANEL[at] for at in places)
    turned = [
        sheet(number, [[triple[at] for at in places] for triple in triples], judges=judges)
        for number, triples in enumerate(forms, 1)
    ]
    assert of(turned) == found


def test_a_steady_difference_is_a_hint_for_one_judge_of_the_panel() -> None:
    chance = Random(7)
    forms = [
        sheet(number, [(2, 1 + chance.randrange(2), 1) if at % 2 else (3, 2, 2) for at in range(5)])
        for number in range(1, 9)
    ]
    found = of(forms)
    hint = found.hint
    assert hint
    assert (hint.judge, hint.competitors, hint.judgements) == (PANEL[0], 8, 40)
    assert hint.points >= Fraction(3, 10)
    assert hint.between
    assert hint.between[0] > 0
    assert of(forms[:5]).hint is None, "five competitors are too few"
    assert of([replace(one, history=one.history[:3]) for one in forms]).hint is None, "24 judgements are too few"


def test_an_honest_panel_is_hardly_ever_hinted_at() -> None:
    chance = Random(11)
    hinted = 0
    for _ in range(60):
        forms = []
        for number in range(1, 9):
            level = chance.uniform(0.5, 2.5)
            shown = [[min(3, max(0, round(level + chance.gauss(0, 0.45)))) for _ in range(3)] for _ in range(5)]
            forms.append(sheet(number, shown))
        hinted += of(forms).hint is not None
    assert hinted <= 1


def test_the_first_cards_count_and_not_those_that_were_agreed_on() -> None:
    one = sheet(1, [(2, 2, 2)])
    agreed = one.history[0]
    wide = Dispute(UUID(int=5), "A1.01", (3, 1, 1), ONE.subject_id, NOON, judges=PANEL)
    found = of([replace(one, history=(wide, replace(agreed, at=later(2))))])
    assert (found.judgements, found.apart, found.equal) == (1, 1, 0)
    assert [d.points for d in found.deviations if d.judge == PANEL[0]] == [2]
    assert (found.pace.seconds, found.pace.changes) == (120, 0)


@given(st.lists(st.integers(-6, 6).map(lambda n: Fraction(n, 4)), min_size=2, max_size=8), st.data())
def test_chance_is_counted_exactly(values: list[Fraction], data: st.DataObject) -> None:
    own = values[: data.draw(st.integers(1, len(values)))]
    ways = [sum(one) for one in combinations(values, len(own))]
    assert by_chance(values, own) == pytest.approx(sum(one >= sum(own) for one in ways) / len(ways))


def test_the_own_region_is_compared_only_where_the_rules_allow_it_and_two_compete() -> None:
    forms = [sheet(n, [(3, 2, 2)] * 4, "R-91") for n in range(1, 4)] + [sheet(n, [(2, 2, 2)] * 4) for n in range(4, 13)]
    own = {PANEL[0]: "r-91", PANEL[1]: "R-50"}
    [first, second, _] = of(forms, own).deviations
    assert first.own
    assert (first.own.competitors, first.own.difference, first.own.is_notable) == (3, Fraction(1), True)
    assert first.own.chance == pytest.approx(1 / 220)
    assert second.own is None
    assert of(forms[2:], own).deviations[0].own is None, "one compatriot is too few"
    assert all(one.own is None for one in of(forms).deviations)


def test_five_are_too_few_for_an_interval() -> None:
    assert interval([Fraction(1)] * 5) is None
    assert interval([Fraction(1)] * 6) == (1, 1)


async def test_the_chief_sees_everybody_an_expert_the_own_part_and_nobody_else_anything(play: Play) -> None:
    await play.gather()
    await play.mark("Бетин", "A1.02", {"judgement": [1, 2, 2]})
    address = f"/skills/{play.skill}/judges"
    whole = text(await page(play, address, play.expert("chief"), language="en"))
    assert "too few to say" in whole
    assert all(f"Эксперт-{one}" in whole for one in ("one", "two", "three"))
    own = text(await page(play, address, play.expert("three"), language="en"))
    assert "Эксперт-three" in own
    assert "Эксперт-two" not in own
    await page(play, address, play.anna(), expect=403)

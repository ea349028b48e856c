"""A judgement says which three experts showed which score, and the rules hold for them, whoever types."""

from dataclasses import replace
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play
from tests.competitions.unit.sheets import CHIEF, COMPATRIOT, JURY, NOON, ONE, PANEL, SHEET, TWO, judged, later

from competitions.domain.aspect import Measured
from competitions.domain.expert import CloseTo, Expert, Tie
from competitions.domain.history.chain import hashed, head
from competitions.domain.judging.panel import (
    JudgeConflicted,
    JudgesUnfit,
    NotOnPanel,
    judges_of,
    last_judges,
    panel,
    three_of,
    usual,
)
from competitions.domain.mark import Dispute, Mark, Overtaken, Repeated
from competitions.domain.sheet import Sheet
from competitions.domain.signing.sheets import sign

TIED = Expert(UUID(int=5), "R-95", close_to=(CloseTo(SHEET.competitor.registration_id, Tie.RELATIVE),))
STRANGER = Expert(UUID(int=6), "R-96")
ABLE = {*PANEL}
KNOWN = (*JURY, TIED)


@given(
    st.lists(st.sampled_from([*KNOWN, STRANGER]), max_size=4), st.sampled_from([ONE, CHIEF, COMPATRIOT]), st.booleans()
)
def test_three_different_experts_judge_who_may_whoever_types(judges: list[Expert], by: Expert, is_wide: bool) -> None:
    ids = tuple(one.subject_id for one in judges)
    entry = judged((0, 2, 1) if is_wide else (1, 2, 1), judges=ids)

    def enter() -> Sheet:
        return SHEET.enter(UUID(int=9), "A1.02", entry, by, NOON, saw=None, jury=KNOWN)[0]

    if len(ids) != 3 or len(set(ids)) != 3:
        with pytest.raises(JudgesUnfit):
            enter()
    elif not ABLE.issuperset(ids):
        with pytest.raises((NotOnPanel, JudgeConflicted)) as refused:
            enter()
        assert isinstance(refused.value, NotOnPanel | JudgeConflicted)
        assert ids[refused.value.place] not in ABLE
    else:
        (made,) = enter().history
        assert judges_of(made) == ids
        assert isinstance(made, Dispute) == is_wide


def test_whoever_is_not_on_the_team_does_not_judge_but_the_leader_of_the_jury_may() -> None:
    sheet = replace(SHEET, team=(TWO.subject_id, COMPATRIOT.subject_id))
    with pytest.raises(NotOnPanel) as refused:
        sheet.enter(UUID(int=9), "A1.02", judged((1, 1, 1)), TWO, NOON, saw=None, jury=JURY)
    assert refused.value.place == 0
    assert panel(sheet, JURY) == (TWO, CHIEF)


def test_the_same_scores_of_the_same_experts_are_the_same_however_they_are_written_down() -> None:
    sheet, made = SHEET.enter(UUID(int=9), "A1.02", judged((1, 2, 2)), ONE, NOON, saw=None, jury=JURY)
    one, two, three = PANEL
    again = judged((2, 1, 2), judges=(three, one, two))
    assert sheet.enter(UUID(int=8), "A1.02", again, TWO, later(1), saw=None, jury=JURY) == (sheet, Repeated(made))  # type: ignore[arg-type]
    other = judged((2, 1, 2), judges=(one, two, three))
    with pytest.raises(Overtaken):
        sheet.enter(UUID(int=8), "A1.02", other, TWO, later(1), saw=None, jury=JURY)


def test_who_judged_is_named_in_a_correction_though_they_left() -> None:
    sheet, _ = SHEET.enter(UUID(int=9), "A1.02", judged((1, 2, 2)), ONE, NOON, saw=None, jury=JURY)
    for number, (code, entry) in enumerate((("A1.01", Measured(True)), ("A1.03", Measured("3")))):
        sheet, _ = sheet.enter(UUID(int=20 + number), code, entry, ONE, NOON, saw=None)
    signed, _ = sign(sheet, ONE, NOON)
    staying = (CHIEF, COMPATRIOT)
    corrected, mark = signed.correct(
        UUID(int=7), "A1.02", judged((2, 2, 2)), CHIEF, NOON, "Misread", saw=UUID(int=9), jury=staying
    )
    assert isinstance(mark, Mark)
    assert corrected.marks["A1.02"].entry == judged((2, 2, 2))
    named = judged((2, 2, 2), judges=(PANEL[0], PANEL[1], COMPATRIOT.subject_id))
    with pytest.raises(JudgeConflicted):
        signed.correct(UUID(int=7), "A1.02", named, CHIEF, NOON, "Misread", saw=UUID(int=9), jury=staying)


def test_those_judge_next_who_judged_last_where_the_same_experts_may() -> None:
    able = panel(SHEET, JURY)
    assert able == (ONE, TWO, CHIEF)
    four = (*able, STRANGER)
    stood_in = (STRANGER.subject_id, *PANEL[:2])
    entry = judged((1, 1, 1), judges=stood_in)
    marks = (Mark(UUID(int=1), "A1.02", SHEET.total, entry, ONE.subject_id, NOON),)
    older = replace(marks[0], id=UUID(int=2), at=later(-1), entry=judged((1, 1, 1)))
    last = last_judges([(four, marks), (four[::-1], [older])])
    assert usual(four, last) == stood_in
    assert usual(able, last) == PANEL, "others may judge there"
    assert usual(four[:2], {}) == PANEL[:2]
    for wanted in permutations(PANEL, 2):
        assert three_of(four, [*wanted, wanted[0], COMPATRIOT.subject_id])[:2] == wanted


def test_who_judged_is_in_the_chain_and_nobody_by_name() -> None:
    heads, said = set(), []
    for judges in permutations(PANEL):
        for scores in ((1, 1, 1), (0, 2, 1)):
            entry = judged(scores, judges=judges)
            sheet, _ = SHEET.enter(UUID(int=9), "A1.02", entry, ONE, NOON, saw=None, jury=JURY)
            heads.add(head(sheet))
            said.append(str(hashed(sheet, sheet.history[0])))
    assert len(heads) == len(said)
    assert not any(str(judge) in text for text in said for judge in PANEL)


async def test_a_record_says_who_judged_and_the_form_shows_their_names(play: Play) -> None:
    await play.gather()
    sheet = await play.sheet("Альфин", "A1")
    able = (await play.get(f"/sheets/{sheet}"))["panel"]
    ids = play.experts
    assert able == [ids["one"], ids["three"], ids["chief"]], "the compatriot may not, the chief comes last"
    body = {"judgement": [2, 2, 3]}
    refused = {
        "judges-unfit": ([], able[:2], [able[0]] * 3),
        "judge-conflicted": ([*able[:2], ids["two"]],),
        "not-on-panel": ([*able[:2], sheet],),
    }
    for kind, several in refused.items():
        for judges in several:
            problem = await play.mark("Альфин", "A1.02", {**body, "judges": judges}, expect=422)
            assert problem["type"].endswith(f"/{kind}")
            assert problem["errors"][0]["where"].startswith("/judges")
    mark = await play.mark("Альфин", "A1.02", {**body, "judges": able}, "two")
    assert mark["entry"]["judges"] == able, "a compatriot may type what others judged"
    assert (await play.mark("Альфин", "A1.01", {"measurement": True}, "two", expect=403))["type"].endswith(
        "/conflict-of-interest"
    )
    html = text(await page(play, f"/sheets/{sheet}", play.expert("one"), language="en"))
    assert "Эксперт-one Вымысел: 2, Эксперт-three Вымысел: 2, Эксперт-chief Вымысел: 3" in html


async def test_another_three_are_chosen_and_stay_chosen_for_the_next_competitor(play: Play) -> None:
    await play.gather()
    sheet, ids = await play.sheet("Бетин", "A1"), play.experts
    chosen = [ids["three"], ids["chief"], ids["two"]]
    query = "&".join(f"judge{n}={id}" for n, id in enumerate(chosen, 1))
    html = await page(play, f"/sheets/{sheet}?{query}", play.expert("one"))
    for n, id in enumerate(chosen, 1):
        assert f'name="A1.02-judge{n}" value="{id}"' in html
    typed = {f"A1.02-judge{n}": id for n, id in enumerate(chosen, 1)}
    typed |= {"A1.02-score1": "1", "A1.02-score2": "2", "A1.02-score3": "1", "A1.02-saw": ""}
    assert (await post(play, f"/sheets/{sheet}", play.expert("one"), typed)).status_code == 303
    assert (await play.get(f"/sheets/{sheet}"))["marks"]["A1.02"]["entry"]["judges"] == chosen
    following = await page(play, f"/sheets/{await play.sheet('Гаммин', 'A1')}", play.expert("one"))
    assert f'name="A1.02-judge1" value="{chosen[0]}"' in following

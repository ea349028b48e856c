import json

from tests.competitions.playing import Play

POLICIES = ("ws700-mean-deviation", "within-2-points-by-starters")


async def test_from_the_championship_to_its_publication(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.post(f"/championships/{play.championship}/announcement")
    await play.publish()

    state = await play.get(f"/championships/{play.championship}/publication")
    assert state["state"] == "published"
    board = await play.get(f"/championships/{play.championship}/scoreboard", by={})
    lines = board["skills"][0]["lines"]
    assert [(line["place"], line["name"], line["member"], line["total"], line["scale_score"]) for line in lines] == [
        (1, "А. В.", "R-01", None, None),
        (2, "Б. В.", "R-02", None, None),
        (3, "Г. В.", "R-03", None, None),
    ], "nobody answered what may be public"
    assert board["standings"] is None, "of three starters nobody has a medal"
    own = await play.get(f"/skills/{play.skill}/results")
    assert [(line["name"], line["total"], line["scale_score"], line["medal"]) for line in own["lines"]] == [
        ("Альфин Вымысел", "100.00", 720, None),
        ("Бетин Вымысел", "63.06", 700, None),
        ("Гаммин Вымысел", "10.00", 671, None),
    ]


async def test_publication_tells_one_result_a_competitor(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.publish()

    told = [json.loads(event["value"]) for event in await play.told("results")]
    assert len(told) == 3
    assert all((result["scale_policy"], result["medal_policy"]) == POLICIES for result in told)
    codes = [[one["award"]["code"] for one in result["awards"]] for result in told]
    assert codes == [["participation"]] * 3, "of fewer than four starters"
    assert {event["topic"] for event in await play.told("championships")} == {"competitions.championship"}

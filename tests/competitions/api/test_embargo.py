"""Nobody outside the skill's jury and the organiser sees totals before publication."""

from tests.competitions.playing import HOME, V1, Play


async def test_totals_are_for_the_jury_and_the_organiser_until_publication(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    outsider = play.issuer.bearer("outsider", "expert", "competitor", organisation="region-47")
    results, summary = f"/skills/{play.skill}/results", f"/skills/{play.skill}/mark-summary"
    for insider in (play.anna(), play.expert("one"), play.expert("chief")):
        assert len((await play.get(results, by=insider))["lines"]) == 3
        assert len((await play.get(summary, by=insider))["competitors"]) == 3
    for by in ({}, play.stranger(), outsider):
        problem = await play.get(results, by=by, expect=403)
        assert problem["type"].endswith("/under-embargo")
        await play.get(f"/championships/{play.championship}/scoreboard", by=by, expect=403)
    for by in (play.stranger(), outsider):
        await play.get(summary, by=by, expect=403)
        await play.get(f"/sheets/{await play.sheet('Бетин', 'A1')}", by=by, expect=403)


async def test_there_are_no_results_before_the_skill_is_signed(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    problem = await play.get(f"/skills/{play.skill}/results", expect=409)
    assert problem["type"].endswith("/skill-unsigned")


async def test_while_results_are_being_published_nobody_sees_them_early(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.post(f"/championships/{play.championship}/publication", expect=202)
    await play.get(f"/championships/{play.championship}/scoreboard", by={}, expect=403)
    await play.get(f"/skills/{play.skill}/results", by={}, expect=403)
    await play.sweep()
    await play.get(f"/championships/{play.championship}/scoreboard", by={})


async def test_published_results_show_initials_and_no_subject_ids(play: Play) -> None:
    await play.gather()
    subject = await play.compete("Дельтин", "R-04", confirmed=False)
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    answer = await play.http.get(f"{V1}/skills/{play.skill}/results")
    assert "Альфин" not in answer.text
    assert subject not in answer.text
    assert '"name":"А. В."' in answer.text


async def test_progress_counts_without_telling_totals(play: Play) -> None:
    await play.gather()
    await play.mark("Бетин", "A1.01", {"measurement": True})
    progress = await play.get(f"/championships/{play.championship}", by=play.expert("one"))
    skill = progress["skills"][0]
    assert (skill["competitors"], skill["marks"]) == (3, {"entered": 1, "total": 12})
    assert skill["sub_criteria"] == {"signed": 0, "total": 3}
    assert "30.00" not in str(progress)


async def test_before_the_announcement_only_its_organiser_sees_a_championship(play: Play) -> None:
    await play.gather()
    same_house = play.issuer.bearer("own", "expert", "competitor", "officer", organisation=HOME)
    for by, seen in (({}, 0), (same_house, 0), (play.expert("one"), 0), (play.stranger(), 0), (play.anna(), 1)):
        assert len((await play.get("/championships", by=by))["items"]) == seen
        page = await play.http.get("/championships", headers={**by, "accept": "text/html"})
        assert (play.championship in page.text) is bool(seen)
    for by, seen in (({}, 0), (same_house, 0), (play.stranger(), 0), (play.anna(), 1), (play.expert("one"), 0)):
        page = await play.http.get("/", headers={**by, "accept": "text/html"})
        assert (play.championship in page.text) is bool(seen)
    page = await play.http.get("/", headers={**play.expert("one"), "accept": "text/html"})
    assert play.skill in page.text, "an expert finds the own skills"

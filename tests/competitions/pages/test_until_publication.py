"""What the pages say between the first mark and the publication: what is next, what is missing, who signed, what changed."""

import re
from datetime import UTC, datetime

import pytest
from tests.competitions.pages.reading import case, page, post, row, text
from tests.competitions.playing import Play
from tests.forms import links_of


async def sign(play: Play, code: str, by: str = "one") -> None:
    await play.post(f"/skills/{play.skill}/sub-criteria/{code}/sign-off", by=play.expert(by))


async def read(play: Play, path: str, account: str = "one") -> str:
    by = play.anna() if account == "anna" else play.expert(account)
    return await page(play, f"/skills/{play.skill}{path}", by, language="en")


async def next_of(play: Play, account: str, family_name: str) -> str:
    """The sheet to which "Next: …" leads, or nothing."""
    html = await page(play, f"/sheets/{await play.sheet(family_name, 'B1')}?saved", play.expert(account), language="en")
    found = re.search(r'href="/sheets/([^"]+)">Next: ', html)
    return found[1] if found else ""


async def test_the_next_competitor_is_one_whom_the_expert_may_mark(play: Play) -> None:
    await play.gather()
    second, third = [await play.sheet(name, "B1") for name in ("Бетин", "Гаммин")]
    assert [await next_of(play, "one", "Альфин"), await next_of(play, "one", "Бетин")] == [second, third]
    assert await next_of(play, "one", "Гаммин") == "", "the last one leads to the list, not round in circles"
    await play.appoint("four", "R-02")
    assert await next_of(play, "four", "Альфин") == third, "Бетин comes from the same region"
    await play.mark("Бетин", "B1.01", {"measurement": "4"})
    assert await next_of(play, "one", "Альфин") == third


async def test_who_is_not_on_the_team_is_led_to_nobody(play: Play) -> None:
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    await play.appoint("one", "R-91")
    await play.appoint("two", "R-92")
    for family_name, member in (("Бетин", "R-02"), ("Гаммин", "R-03")):
        await play.compete(family_name, member)
    await play.bring_scheme()
    team = {"experts": [play.experts["two"]]}
    await play.call("PUT", f"/skills/{play.skill}/sub-criteria/B1/team", play.anna(), team, expect=204)
    await play.post(f"/skills/{play.skill}/marking")
    assert await next_of(play, "one", "Бетин") == ""
    assert await next_of(play, "two", "Бетин") == await play.sheet("Гаммин", "B1")


async def test_what_lacks_marks_is_next_before_what_lacks_a_signature(play: Play) -> None:
    await play.gather()
    assert "Next: A1 Form A1" in text(await read(play, "/marking"))
    await play.mark_all_of("A1", "B1")
    assert "Next: B2 Form B2" in text(await read(play, "/marking"))
    await play.mark_all()
    assert "Next: A1 Form A1" in text(await read(play, "/marking"))
    await sign(play, "A1")
    assert "Next: B1 Form B1" in text(await read(play, "/marking"))


async def test_the_marking_is_started_on_its_page(play: Play) -> None:
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    await play.appoint("one", "R-91")
    assert "has not been imported" in text(await read(play, "/marking", "anna"))
    await play.bring_scheme()
    assert "No competitor is confirmed yet" in text(await read(play, "/marking", "anna"))
    path = f"/skills/{play.skill}/marking"
    refused = await post(play, path, play.anna())
    assert refused.status_code == 409
    assert "No registration is confirmed" in text(refused.text)
    await play.compete("Бетин", "R-02")
    for account in ("anna", "chief"):
        html = await read(play, "/marking", account)
        assert "1 competitor is confirmed" in text(html)
        assert f'<form method="post" action="{path}">' in html
    assert "<form" not in (await read(play, "/marking", "one")).partition("<main")[2]
    assert (await post(play, path, play.expert("one"))).status_code == 403
    answer = await post(play, path, play.expert("chief"))
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    assert case(await read(play, "/marking")) == "0 of 3 sub-criteria are signed"


async def test_who_was_confirmed_since_gets_forms_on_the_same_page(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    assert "no marking forms" not in await read(play, "/marking", "chief")
    await play.compete("Дельтин", "R-04")
    await play.compete("Епсилонов", "R-05")
    for where in ("/marking", "/marking/A1", "/sign-off"):
        html = await read(play, where, "chief")
        assert "2 competitors have no marking forms yet" in text(html)
        assert "Add the missing forms" in text(html)
        assert "Sign off" not in text(html).replace("Signed off", "")
        html = await read(play, where, "one")
        assert "The organiser or the chief expert adds them." in text(html)
    await post(play, f"/skills/{play.skill}/marking", play.anna())
    html = await read(play, "/marking", "chief")
    assert "no marking forms" not in html
    assert "3 of 5" in row(html, "A1")


async def test_a_total_that_is_not_complete_says_so(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.compete("Дельтин", "R-04")
    await play.post(f"/skills/{play.skill}/marking")
    await play.mark("Дельтин", "A1.01", {"measurement": True})
    html = await read(play, "/sign-off", "chief")
    assert row(html, "Дельтин").startswith("Дельтин Вымысел 30.00 not complete: 1 of 4")
    assert "not complete" not in row(html, "Гаммин")
    assert html.index("Гаммин") < html.index("Дельтин"), "who is not complete comes after who is"
    summary = await play.get(f"/skills/{play.skill}/mark-summary")
    assert (summary["aspects"], sorted(one["entered"] for one in summary["competitors"])) == (4, [1, 4, 4, 4])


async def test_a_summary_without_some_forms_is_a_page_still(play: Play) -> None:
    await play.gather()
    await play.app.database["sheets"].delete_many({"sub_criterion": {"$ne": "B2"}})
    html = await read(play, "/sign-off", "chief")
    assert "not complete: 0 of 4" in row(html, "Бетин")


async def test_what_was_changed_after_sign_off_stands_below_the_summary(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    assert "Changed after sign-off" not in await read(play, "/sign-off")
    for value, reason in (("3", "Counted again"), ("4", "Found another one")):
        await play.mark("Бетин", "B1.01", {"measurement": value, "reason": reason}, "chief")
    html = (await read(play, "/sign-off", "anna")).partition("Changed after sign-off")[2]
    assert row(html, "Бетин").startswith("Бетин Вымысел R-02 B1.01 20.00 30.00 Counted again Эксперт-chief Вымысел")
    assert "B1.01 30.00 40.00 Found another one" in " ".join(re.sub(r"<[^>]*>", " ", html).split())


async def test_a_signed_sub_criterion_says_by_whom_and_when(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    assert "Signed by" not in await read(play, "/marking")
    await sign(play, "A1", "two")
    assert "Signed by Эксперт-two Вымысел, " in row(await read(play, "/marking"), "A1")
    assert "Signed by" not in row(await read(play, "/marking"), "B1")
    assert "Signed by Эксперт-two Вымысел, " in text(await read(play, "/marking/A1"))


async def test_a_refused_form_leads_back_to_its_page(play: Play) -> None:
    await play.gather()
    skill, championship = f"/skills/{play.skill}", f"/championships/{play.championship}"
    for path, by, page_of in (
        (f"{skill}/marking/B1/sign-off", play.expert("one"), f"{skill}/marking/B1"),
        (f"{skill}/sign-off", play.expert("chief"), f"{skill}/sign-off"),
        (f"{championship}/publication", play.anna(), f"{championship}/publication"),
    ):
        answer = await post(play, path, by)
        assert answer.status_code == 409
        assert links_of(answer.text) == {page_of}
        assert 'href="#' not in text_of_summary(answer.text), "there is no field to lead to"


def text_of_summary(html: str) -> str:
    found = re.search(r'id="error-summary".*?</ul>', html, re.DOTALL)
    assert found
    return found[0]


async def test_only_the_chief_is_led_to_the_signature(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    for code in ("A1", "B1", "B2"):
        await sign(play, code)
    assert "Go to the skill" in text(await read(play, "/marking", "chief"))
    for account in ("one", "anna"):
        words = text(await read(play, "/marking", account))
        assert "Go to the skill" not in words
        assert "Mark summary" in words
        assert "The chief expert signs the skill off" in text(await read(play, "/sign-off", account))
    html = await read(play, "/sign-off", "chief")
    assert "The chief expert signs" not in text(html)
    assert "Sign off the skill" in text(html)


async def test_only_skills_that_the_expert_may_see_are_links(play: Play) -> None:
    await play.gather()
    body = {"number": "02", "name": {"ru": "Второе", "en": "Second"}}
    other = (await play.post(f"/championships/{play.championship}/skills", body, expect=201))["id"]
    for account, links in (("one", [play.skill]), ("anna", [play.skill, other])):
        by = play.anna() if account == "anna" else play.expert(account)
        html = await page(play, f"/championships/{play.championship}", by, language="en")
        assert re.findall(r'<a href="/skills/([^/]+)/marking', html.partition("</table>")[0]) == links
        assert "02 Second" in text(html)
        for skill in links:
            await page(play, f"/skills/{skill}/marking", by)


@pytest.mark.parametrize(
    ("policies", "words"),
    [
        (
            {},
            "in the middle. 700 is the middle of the skill; 30 points are its typical distance. Medals: scores within 2 points share",
        ),
        (
            {"scale_policy": "ws500", "medal_policy": "equal-score-by-starters"},
            "WorldSkills scale of 2009, with 500 in the middle. Medals: equal scores alone share a medal.",
        ),
        (
            {"scale_policy": "ws1000", "medal_policy": "by-lot"},
            "one skill: ws1000. Medals: by-lot. 4 starters make gold, 5 silver as well",
        ),
    ],
)
async def test_the_scoreboard_names_its_policies_in_words(play: Play, policies: dict[str, str], words: str) -> None:
    await play.gather()
    published = {"stage": "published", "published_at": datetime(2026, 11, 22, tzinfo=UTC), **policies}
    await play.app.database["championships"].update_one({}, {"$set": published})
    html = await page(play, f"/championships/{play.championship}/scoreboard", {}, language="en")
    assert words in text(html)


async def test_the_organiser_reads_that_publishing_announces(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    path = f"/championships/{play.championship}"
    assert "announces it as well" in await page(play, f"{path}/publication", play.anna(), language="en")
    await play.post(f"{path}/announcement")
    assert "announces it as well" not in await page(play, f"{path}/publication", play.anna(), language="en")

"""Pages as people get them, before any script runs."""

import re
from collections.abc import Mapping

import httpx2
import pytest
from tests.competitions.pages.reading import case, page, post, text
from tests.competitions.playing import Play
from tests.competitions.workbook_maker import Scheme

LANGUAGES = ("ru", "en")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_is_there_in_both_languages(play: Play, language: str) -> None:
    await play.gather()
    await play.mark_all()
    sheet = await play.sheet("Бетин", "A1")
    one, anna = play.expert("one"), play.anna()
    home, skill = f"/championships/{play.championship}", f"/skills/{play.skill}"
    before = [("/", one), ("/", anna), ("/championships", anna), (home, anna), (home, one), (f"{skill}/marking", one)]
    before += [(f"{skill}/marking/A1", one), (f"/sheets/{sheet}", one), (f"/sheets/{sheet}", anna)]
    for path, by in [*before, (f"{skill}/sign-off", play.expert("chief"))]:
        html = await page(play, path, by, language=language)
        assert f'<html lang="{language}">' in html
        assert html.count("<h1") == 1
    await page(play, f"{home}/scoreboard", {}, language=language, expect=403)
    await play.sign_all()
    await play.post(f"/championships/{play.championship}/announcement")
    await play.publish()
    for path, by in [("/", {}), ("/championships", {}), (home, {}), (home, anna), (f"{home}/scoreboard", {})]:
        await page(play, path, by, language=language)


async def test_a_page_without_a_session_leads_to_the_sign_in(play: Play) -> None:
    await play.open()
    answer = await play.http.get(f"/skills/{play.skill}/marking", headers={"accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?to=/skills/{play.skill}/marking"


async def send(play: Play, sheet: str, by: Mapping[str, str], typed: Mapping[str, str]) -> httpx2.Response:
    """The form as it is now, with this typed into it."""
    html = await page(play, f"/sheets/{sheet}", by)
    seen = dict(re.findall(r'<input type="hidden" name="([^"]+-(?:saw|judge[123]))" value="([^"]*)"', html))
    assert seen
    return await post(play, f"/sheets/{sheet}", by, {**seen, **typed})


async def test_a_form_that_does_not_say_what_it_showed_enters_nothing(play: Play) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    for seen in ({}, {"B1.01-saw": "no id"}, {"B1.01-saw": sheet}):
        answer = await post(play, f"/sheets/{sheet}", play.expert("one"), {"B1.01-value": "4", **seen})
        assert answer.status_code in {409, 422}
        assert 'id="error-summary"' in answer.text
    await play.mark("Бетин", "B1.01", {"measurement": "4"})
    for seen in ({}, {"saw": "no id"}):
        form = {"code": "B1.01", "reason": "A slip", **seen}
        assert (await post(play, f"/sheets/{sheet}/withdrawals", play.expert("one"), form)).status_code in {409, 428}
    assert len((await play.get(f"/sheets/{sheet}"))["history"]) == 1


async def test_marks_are_entered_without_a_script(play: Play) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    typed = {"A1.01-value": "true", "A1.02-score1": "2", "A1.02-score2": "2", "A1.02-score3": "3"}
    answer = await send(play, sheet, play.expert("one"), typed)
    assert answer.status_code == 303
    kept = await play.get(f"/sheets/{sheet}")
    assert kept["total"] == "37.78"
    html = await page(play, answer.headers["location"], play.expert("one"), language="en")
    assert case(html) == "2 of 2 aspects are marked"


async def test_sending_a_form_again_adds_nothing_to_the_history(play: Play) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    for _ in range(2):
        await send(play, sheet, play.expert("one"), {"B1.01-value": "4"})
    assert len((await play.get(f"/sheets/{sheet}"))["history"]) == 1


async def test_a_refused_aspect_keeps_what_was_typed_and_does_not_hold_up_the_others(play: Play) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    typed = {"A1.01-value": "true", "A1.02-score1": "0", "A1.02-score2": "2", "A1.02-score3": "1"}
    answer = await send(play, sheet, play.expert("one"), typed)
    assert answer.status_code == 422
    assert 'href="#A1.02-score1"' in answer.text
    assert "differ by 2" in answer.text
    assert re.search(r'id="A1.02-score2-2"[^>]* checked', answer.text)
    assert (await play.get(f"/sheets/{sheet}"))["total"] == "30.00"

    again = {"A1.02-score1": "1", "A1.02-score2": "2", "A1.02-score3": "1"}
    answer = await send(play, sheet, play.expert("one"), again)
    assert 'href="#A1.02-justification"' in answer.text
    answer = await send(play, sheet, play.expert("one"), {**again, "A1.02-justification": "Discussed"})
    assert answer.status_code == 303


async def test_a_value_out_of_range_is_told_the_range(play: Play) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    for value in ("6", "-1", "many"):
        answer = await send(play, sheet, play.expert("one"), {"B1.01-value": value})
        assert answer.status_code == 422
        assert "B1.01: From 0 to 5, in whole numbers." in answer.text


async def test_a_measured_value_stands_with_its_unit_and_has_the_sign_that_the_scheme_means(play: Play) -> None:
    forms = {"A1": [("M", "Height", 1, "Mast height, mm", 60), ("M", "Deviation", 1, "Deviation, mm", 40)]}
    calculations = (
        ("Mast height, mm", "RANGED_SCORE", True, 2000, 5, 0, 10, 50),
        ("Deviation, mm", "RANGED_SCORE", True, 0, 5, 0),
    )
    await play.open()
    await play.appoint("one", "R-91", "chief")
    await play.compete("Бетин", "R-02")
    one_section, one_criterion = ((1, "Making", 100),), (("A", "Making", 100),)
    await play.bring_scheme(
        Scheme(sections=one_section, criteria=one_criterion, forms=forms, calculations=calculations)
    )
    await play.post(f"/skills/{play.skill}/marking")
    sheet = await play.sheet("Бетин", "A1")
    html = await page(play, f"/sheets/{sheet}", play.expert("one"), language="en")
    assert html.count('<span class="suffix">mm</span>') == 2
    typed = {"A1.01-value": "-2000", "A1.02-value": "-3"}
    answer = await send(play, sheet, play.expert("one"), typed)
    assert "A1.01: From 0 up: no less can be measured here." in answer.text
    assert "A1.02: " not in answer.text
    assert (await play.get(f"/sheets/{sheet}"))["total"] == "40.00"


async def test_who_is_signed_out_is_asked_to_sign_in_not_told_about_a_role(play: Play) -> None:
    await play.open()
    path = f"/championships/{play.championship}"
    html = await page(play, path, {}, language="en", expect=401)
    assert f'href="/sign-in?to={path}"' in html.replace("%2F", "/")
    assert "role" not in html.partition("<main")[2]
    assert "Your role or organisation does not allow it." in await page(
        play, path, play.issuer.bearer("primer", "competitor"), language="en", expect=403
    )


async def test_what_is_typed_without_a_script_is_kept_as_by_the_api(play: Play) -> None:
    await play.gather()
    sheet = await play.sheet("Альфин", "A1")
    typed = {
        "A1.01-value": "true",
        **{f"A1.02-score{judge}": "2" for judge in (1, 2, 3)},
        "A1.02-justification": "  И\u0306од \u200bвиден\r\nвсем ",
    }
    answer = await send(play, sheet, play.expert("one"), typed)
    assert answer.status_code == 303, answer.text
    marks = (await play.get(f"/sheets/{sheet}"))["marks"]
    assert marks["A1.02"]["entry"]["justification"] == "Йод виден\nвсем"


@pytest.mark.parametrize(
    ("unfit", "said"), [("вид\u0001ен", "A1.02: Character 4 is U+0001"), ("x" * 2001, "A1.02: It is too long")]
)
async def test_a_text_that_cannot_be_kept_is_refused_by_its_field(play: Play, unfit: str, said: str) -> None:
    await play.gather()
    sheet = await play.sheet("Альфин", "A1")
    scores = {f"A1.02-score{judge}": "2" for judge in (1, 2, 3)}
    typed = {"A1.01-value": "true", **scores, "A1.02-justification": unfit}
    answer = await send(play, sheet, play.expert("one"), typed)
    assert answer.status_code == 422
    assert said in text(answer.text)
    assert list((await play.get(f"/sheets/{sheet}"))["marks"]) == ["A1.01"]


async def test_a_reason_that_cannot_be_read_holds_the_correction_up(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    sheet = await play.sheet("Альфин", "A1")
    typed = {"A1.01-value": "false", "reason": "Про\u0001верено"}
    answer = await send(play, sheet, play.expert("chief"), typed)
    assert answer.status_code == 422
    assert "U+0001" in text(answer.text)
    await send(play, sheet, play.expert("chief"), {**typed, "reason": "Про\u200bверено"})
    assert (await play.get(f"/sheets/{sheet}"))["marks"]["A1.01"]["reason"] == "Проверено"


async def test_an_incomplete_triple_is_refused_by_its_field(play: Play) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    answer = await send(play, sheet, play.expert("one"), {"A1.02-score1": "2", "A1.02-score2": "x"})
    assert answer.status_code == 422
    assert 'href="#A1.02-score1"' in answer.text


async def test_a_compatriot_sees_no_fields(play: Play) -> None:
    await play.gather()
    sheet = await play.sheet("Альфин", "A1")
    html = await page(play, f"/sheets/{sheet}", play.expert("two"), language="en")
    assert 'name="A1.01-value"' not in html
    assert "comes from" in html


async def test_the_chief_corrects_after_sign_off_with_a_reason_in_sight(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    sheet = await play.sheet("Бетин", "B1")
    typed = {"B1.01-value": "3"}
    answer = await send(play, sheet, play.expert("chief"), typed)
    assert answer.status_code == 422
    assert 'href="#reason"' in answer.text
    assert "Why B1.01 is changed is not written down." in answer.text
    assert "B1.01: B1.01" not in answer.text
    answer = await send(play, sheet, play.expert("chief"), {**typed, "reason": "Counted again"})
    assert answer.status_code == 303
    html = await page(play, f"/sheets/{sheet}", play.expert("one"), language="en")
    assert "Counted again" in html
    assert 'name="B1.01-value"' not in html


async def test_signing_and_publishing_by_the_pages_alone(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    for code in ("A1", "B1", "B2"):
        path = f"/skills/{play.skill}/marking/{code}"
        assert "Sign off" in await page(play, path, play.expert("one"), language="en")
        assert (await post(play, f"{path}/sign-off", play.expert("one"))).status_code == 303
    answer = await post(play, f"/championships/{play.championship}/publication", play.anna())
    assert answer.status_code == 409
    assert "error-summary" in answer.text
    assert (await post(play, f"/skills/{play.skill}/sign-off", play.expert("chief"))).status_code == 303
    publication = f"/championships/{play.championship}/publication"
    assert "3 certificates of participation are issued" in await page(play, publication, play.anna(), language="en")
    answer = await post(play, publication, play.anna())
    assert (answer.status_code, answer.headers["location"]) == (303, publication)
    assert "Results are being published" in text(await page(play, publication, play.anna(), language="en"))
    await play.sweep()
    assert "Results are published" in text(await page(play, publication, play.anna(), language="en"))


async def test_the_scoreboard_shows_initials_unless_somebody_agreed_to_be_named(play: Play) -> None:
    await play.gather()
    await play.compete("Дельтин", "R-04", shows=["name", "organisation", "place"])
    await play.post(f"/skills/{play.skill}/marking")
    await play.mark_all()
    for code, body in (
        ("A1.01", {"measurement": True}),
        ("A1.02", {"judgement": [1, 1, 1]}),
        ("B1.01", {"measurement": "4"}),
        ("B2.01", {"measurement": "none left"}),
    ):
        await play.mark("Дельтин", code, body)
    await play.sign_all()
    await play.publish()
    html = await page(play, f"/championships/{play.championship}/scoreboard", {})
    assert "Дельтин Вымысел" in html
    assert "А. В." in html
    assert "Альфин" not in html
    assert '<span class="medal gold" aria-hidden="true">З</span>' in html


async def test_before_publication_the_scoreboard_tells_nothing(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    html = await page(play, f"/championships/{play.championship}/scoreboard", play.anna(), language="en", expect=403)
    assert case(html) == "The results are not published yet"
    assert "100.00" not in html

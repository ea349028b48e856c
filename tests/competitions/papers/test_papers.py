"""What is printed of a small championship: by whom it may be had, and what stands on it."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID

from openpyxl import load_workbook
from tests.competitions.pages.reading import page, text
from tests.competitions.papers.reading import must_be_for_everybody, pages_of, paper
from tests.competitions.playing import V1, Play
from tests.competitions.rulesets.test_protected import protected

from competitions.domain.history.chain import spoken
from competitions.domain.marking_scheme import Limits
from competitions.workbook import read_marking_scheme

__all__ = ["protected"]

MOMENT = re.compile(r"\d\d:\d\d")
"""Papers that are printed one after the other may be of two minutes."""


async def test_forms_before_and_after_they_are_filled(play: Play) -> None:
    await play.gather()
    chief, one = play.expert("chief"), play.expert("one")
    forms = f"/skills/{play.skill}/marking/A1/forms"
    blank = (await paper(play, f"{forms}/blank.pdf", chief)).content
    must_be_for_everybody(blank, "en", "Blank marking forms: 01 Craft A1")
    first, *others = pages_of(blank)
    assert len(others) == 2
    for words in (
        *("Marking form A1: Альфин Вымысел", "Trial", "01 Craft", "R-01", "A1.01 Plan is there Measurement", "30.00"),
        *("Plan is clear Judgement 0 – Level 0 1 – Level 1", "Met: 30.00. Not met: 0.00.", "Expert Signature"),
    ):
        assert words in first, first
    sheet = await play.sheet("Бетин", "A1")
    await play.mark_all_of("A1")
    filled = pages_of((await paper(play, f"{forms}/filled.pdf", one, "ru")).content)
    for words in (
        "Бетин Вымысел",
        "30,00 да – Эксперт-",
        "2 – Эксперт-",
        "5,56",
        "Сумма 40,00 35,56",
        "Изменено после подписи: 0",
    ):
        assert words in filled[1], filled[1]
    [alone] = pages_of((await paper(play, f"/sheets/{sheet}/form/filled.pdf", one, "ru")).content)
    assert MOMENT.sub("", alone) == MOMENT.sub("", filled[1].replace("стр. 2 из 3", "стр. 1 из 1"))
    whole = pages_of((await paper(play, f"/skills/{play.skill}/forms/blank.pdf", play.anna())).content)
    assert [words.partition(":")[0] for words in whole] == [
        f"Marking form {code}" for code in ("A1", "B1", "B2") for _ in range(3)
    ]
    shown = await page(play, f"/skills/{play.skill}/marking", one)
    for path in ("forms/blank.pdf", "forms/filled.pdf", "protocol"):
        assert f'href="/skills/{play.skill}/{path}"' in shown


async def test_the_page_of_a_form_prints_boxes_until_something_is_entered(play: Play) -> None:
    await play.gather()
    one, sheet = play.expert("one"), await play.sheet("Бетин", "A1")
    paper_on = '<section class="on-paper">'
    printed = (await page(play, f"/sheets/{sheet}", one, language="en")).partition(paper_on)[2]
    assert printed.count('class="boxes"') == 2
    await play.mark_all_of("A1")
    printed = (await page(play, f"/sheets/{sheet}", one, language="en")).partition(paper_on)[2]
    assert 'class="boxes"' not in printed
    for words in ("2 – Эксперт-", "Fingerprint of this form", "35.56"):
        assert words in printed


async def test_a_blank_form_is_there_before_anybody_is_confirmed(play: Play) -> None:
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    await play.bring_scheme()
    (form,) = pages_of((await paper(play, f"/skills/{play.skill}/marking/B2/forms/blank.pdf", play.anna())).content)
    assert "Marking form B2" in form
    assert "none left: 10.00; some left: 7.50." in form
    problem = await paper(play, f"/skills/{play.skill}/forms/filled.pdf", play.anna(), expect=409)
    assert problem.json()["type"].endswith("marking-not-started")
    await paper(play, f"/skills/{play.skill}/marking/Z9/forms/blank.pdf", play.anna(), expect=404)


async def test_the_protocol_from_the_first_mark_to_the_official_results(play: Play) -> None:
    await play.gather()
    address = f"/skills/{play.skill}/protocol"
    chief = play.expert("chief")
    await play.mark_all()
    draft = text(await page(play, address, chief, language="en"))
    assert "not yet: places are given after that" in draft
    assert "– Альфин Вымысел R-01 40.00 60.00 100.00" in draft
    await play.sign_all()
    skill = await play.app.skills.get(UUID(play.skill))
    assert skill.signature
    assert skill.signature.head
    content = (await paper(play, f"{address}.pdf", chief)).content
    must_be_for_everybody(content, "en", "Protocol of the skill 01 Craft")
    (signed,) = pages_of(content)
    for words in (
        *("Trial, 20–22 November 2026", "Unofficial results", "1 Альфин Вымысел R-01 40.00 60.00 100.00"),
        *("Results of 3 competitors.", f"Fingerprint of these marks: {spoken(skill.signature.head)}"),
        *("Expert Role Signature", "Эксперт-chief Вымысел Chief expert R-90", "Эксперт-two Вымысел Expert R-01"),
    ):
        assert words in signed, signed
    shown = text(await page(play, address, chief, language="en"))
    assert f"Fingerprint of these marks: {spoken(skill.signature.head)}" in shown
    body = {"kind": "disqualified", "reason": "Чужая работа"}
    await play.call("PUT", f"/registrations/{play.registrations['Гаммин']}/absence", chief, body)
    (without,) = pages_of((await paper(play, f"{address}.pdf", chief, "ru")).content)
    assert "Гаммин Вымысел R-03 Дисквалификация" in without
    assert "Чужая работа" not in without, "a reason is not for paper"
    await play.sign_all()
    await play.publish()
    (official,) = pages_of((await paper(play, f"{address}.pdf", play.anna(), "ru")).content)
    assert "Официальные результаты" in official
    assert "Результаты 2 конкурсантов. 1 не выступает." in official


async def test_where_taking_part_is_protected_paper_has_numbers(protected: Play) -> None:
    play = protected
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    entry = await play.app.registrations.get(UUID(play.registrations["Альфин"]))
    chief, secret = play.expert("chief"), ("Альфин", "Бетин", "R-02", "R-03")
    for path in ("protocol.pdf", "forms/filled.pdf", "forms/blank.pdf"):
        printed = " ".join(pages_of((await paper(play, f"/skills/{play.skill}/{path}", chief)).content))
        assert [word for word in secret if word in printed] == []
        assert f"№ {entry.sequence}" in printed
    form = await page(play, f"/sheets/{await play.sheet('Альфин', 'A1')}", chief)
    on_paper = form[form.index('<section class="on-paper by-number"') :].partition("</section>")[0]
    assert f"№ {entry.sequence}" in on_paper
    assert [word for word in secret if word in on_paper] == []
    assert "Альфин" not in form.partition("</title>")[0], "browsers print it above the page"
    shown = await page(play, f"/skills/{play.skill}/protocol", chief)
    kept = shown[shown.index('<section class="no-print" aria-labelledby="keys"') :]
    assert f"№ {entry.sequence}: Альфин Вымысел" in text(f"<main>{kept}")


async def test_the_workbook_with_marks_says_who_gave_them_and_is_the_scheme_again(play: Play) -> None:
    await play.gather()
    await play.mark_all_of("A1")
    one = play.expert("one")
    content = (
        await play.http.get(f"/skills/{play.skill}/marks.xlsx", headers={**one, "accept-language": "en"})
    ).content
    book = load_workbook(BytesIO(content), read_only=True)
    table: list[list[Any]] = [[cell.value for cell in row] for row in book["Marks"]]
    headings, *rows = table
    assert headings[5:9] == ["Expert 1", "Score 1", "Expert 2", "Score 2"]
    judged = next(row for row in rows if row[:3] == ["Бетин Вымысел", "R-02", "A1.02"])
    assert judged[5].startswith("Эксперт-")
    assert (judged[6], judged[11:]) == (2, [None, None, 5.56])
    measured = next(row for row in rows if row[:3] == ["Бетин Вымысел", "R-02", "A1.01"])
    assert measured[11] == "met"
    assert measured[12].startswith("Эксперт-")
    book.close()
    scheme = (await play.get(f"/skills/{play.skill}/marking-scheme", one))["criteria"]
    exported = await play.http.get(f"{V1}/skills/{play.skill}/marking-scheme/workbook", headers=one)
    for workbook in (content, exported.content):
        assert read_marking_scheme(workbook, Limits()).sub_criteria[0].code == scheme[0]["sub_criteria"][0]["code"]
    assert (await play.http.get(f"/skills/{play.skill}/marks.xlsx", headers=play.stranger())).status_code == 403

"""What people need, on pages: said on one's own, answered by the reader, printed for the venue; refused where it was said."""

from io import BytesIO
from uuid import uuid4

import pytest
from tests.competitions.needs.asking import DOG, LIFT, Asking
from tests.competitions.pages.reading import page, post, text

from competitions.workbook.table import read_table

KINDS = {"ru": ("Путь без ступеней", "Отклонено"), "en": ("A way without steps", "Declined")}


async def check_the_venues_list(asking: Asking, granted: str, language: str) -> None:
    """On the page and in the file: what is granted, and nothing that the person said."""
    venue = text(await page(asking.play, f"{asking.place}/needs/venue", asking.rita(), language=language))
    assert granted in venue
    for word in ("Альфин", LIFT, "Цех"):
        assert word not in venue
    headers = {**asking.rita(), "accept-language": language}
    file = await asking.play.http.get(f"{asking.place}/needs/venue.xlsx", headers=headers)
    assert file.headers["cache-control"] == "no-store"
    rows = read_table(BytesIO(file.content).getvalue())
    assert rows[-1].cells["D"] == granted
    for word in ("Альфин", LIFT, "Цех"):
        assert word not in str(rows)


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_what_is_said_is_answered_and_stands_on_the_venues_list(asking: Asking, language: str) -> None:
    await asking.open()
    own, read = f"/me/entries/{asking.entry}/needs", f"{asking.place}/needs/{asking.entry}"
    kind, declined = KINDS[language]
    assert own in await page(asking.play, "/me", asking.alfin(), language=language)
    refused = await post(asking.play, own, asking.alfin(), {"need-other": "yes", "need-step_free": "yes"})
    assert refused.status_code == 422
    assert 'href="#what-other"' in refused.text
    assert 'id="need-step_free" name="need-step_free" value="yes" checked' in refused.text, (
        "what was chosen is given back"
    )
    said = {"need-step_free": "yes", "what-step_free": LIFT, "need-guide_dog": "yes", "what-light": "не выбрано"}
    assert (await post(asking.play, own, asking.alfin(), said)).status_code == 303
    shown = text(await page(asking.play, own, asking.alfin(), language=language))
    assert f"{kind}: {LIFT}" in shown
    assert "Читалова" in shown
    assert "не выбрано" not in shown

    waiting = await page(asking.play, read, asking.rita(), language=language)
    assert LIFT not in waiting, "unread until the consent is there"
    await asking.sign()
    assert LIFT in await page(asking.play, read, asking.rita(), language=language)
    await page(asking.play, read, asking.play.anna(), expect=403)
    mistaken = await post(asking.play, read, asking.rita(), {"need": "guide_dog", "outcome": "declined"})
    assert mistaken.status_code == 422
    assert 'href="#guide_dog-text"' in mistaken.text
    answers = [
        {"need": "guide_dog", "outcome": "declined", "text": "Цех"},
        {"need": "step_free", "outcome": "granted", "text": "=Лифт слева"},
    ]
    for answer in answers:
        assert (await post(asking.play, read, asking.rita(), answer)).status_code == 303
    mine = text(await page(asking.play, own, asking.alfin(), language=language))
    assert f"{declined} Цех" in mine

    await check_the_venues_list(asking, f"{kind}: =Лифт слева", language)
    ways = sorted(one["where"] for one in (await asking.own())["readings"])
    assert ways == ["entry", "entry", "file", "list"], "a refused answer shows the page again, which is a reading too"


async def test_the_organiser_sees_that_something_is_asked_for_and_the_jury_not_even_that(asking: Asking) -> None:
    await asking.open()
    await asking.ask([{"need": "guide_dog", "what": DOG}])
    await asking.sign()
    entry = f"{asking.place}/entries/{asking.entry}"
    stated = "Something is asked for"
    seen = text(await page(asking.play, entry, asking.play.anna(), language="en"))
    assert stated in seen
    assert DOG not in seen
    await asking.play.appoint("chief", "R-90", "chief")
    assert stated not in text(await page(asking.play, entry, asking.play.expert("chief"), language="en"))
    assert asking.place + "/needs" in await page(asking.play, "/needs", asking.rita())
    assert 'href="/needs"' in await page(asking.play, "/", asking.rita())
    assert 'href="/needs"' not in await page(asking.play, "/", asking.play.anna())
    await page(asking.play, f"{asking.place}/needs/{uuid4()}", asking.rita(), expect=404)

"""A form's word that stands where a page has an id: opened, it leads to the page with the form."""

import pytest
from tests.competitions.pages.reading import page
from tests.competitions.playing import Play
from tests.forms import links_of

FORMS = {
    "/championships/{championship}/entries/selection": "/championships/{championship}/entries",
    "/championships/{championship}/entries/search": "/championships/{championship}/entries",
    "/championships/{championship}/members/spelling": "/championships/{championship}/members",
    "/skills/{skill}/experts/search": "/skills/{skill}/experts",
    "/skills/{skill}/experts/invitations": "/skills/{skill}/experts",
    "/people/search": "/people",
}


@pytest.mark.parametrize("form", FORMS)
async def test_it_leads_to_the_page_above(play: Play, form: str) -> None:
    await play.open()
    names = {"championship": play.championship, "skill": play.skill}
    shown = {**play.anna(), "accept": "text/html"}
    answer = await play.http.get(form.format(**names), headers=shown)
    assert (answer.status_code, answer.headers.get("location")) == (303, FORMS[form].format(**names))
    assert (await play.http.get(answer.headers["location"], headers=shown)).status_code == 200


async def test_the_other_language_of_what_answers_such_a_form_opens(play: Play) -> None:
    await play.open()
    shown = {**play.anna(), "accept": "text/html"}
    address = f"/championships/{play.championship}/entries/selection"
    answer = await play.http.post(address, data={"action": "confirm"}, headers=shown)
    for link in links_of(answer.text):
        assert (await play.http.get(link, headers=shown, follow_redirects=True)).status_code == 200, link


async def test_what_is_no_id_and_no_form_is_nothing(play: Play) -> None:
    await play.open()
    await page(play, f"/championships/{play.championship}/entries/nobody", play.anna(), expect=404)

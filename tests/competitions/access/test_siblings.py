"""An address that names a championship or a skill is no way to what belongs to a sibling of the same organisation."""

from uuid import UUID, uuid4

import pytest
from tests.competitions.pages.reading import post
from tests.competitions.playing import Play

from competitions.domain.entering.imports import Import, ImportStage
from competitions.domain.registration import State


async def siblings(play: Play) -> tuple[str, str, str]:
    """A championship, its skill, and a confirmed entry of another one."""
    await play.open()
    first, skill = play.championship, play.skill
    await play.open()
    await play.compete("Бетина", "R-01")
    return first, skill, play.registrations["Бетина"]


ENTRY = ("confirmation", "rejection", "withdrawal", "check-in", "check-in/end", "replacement", "replacement/search")


@pytest.mark.parametrize("step", ENTRY)
async def test_an_entry_is_not_reached_below_a_sibling(play: Play, step: str) -> None:
    first, _, foreign = await siblings(play)
    known = await play.app.registrations.get(UUID(foreign))
    form = {"reason": "Проверка", "once": str(uuid4()), "subject_id": str(uuid4()), "member": "R-01"}
    answer = await post(play, f"/championships/{first}/entries/{foreign}/{step}", play.anna(), form)
    assert answer.status_code == 404
    assert await play.app.registrations.get(UUID(foreign)) == known


async def test_pages_and_forms_that_name_an_entry_are_refused_below_a_sibling(play: Play) -> None:
    first, skill, foreign = await siblings(play)
    known = await play.app.registrations.get(UUID(foreign))
    anna = {**play.anna(), "accept": "text/html"}
    for path in (
        f"consents/{foreign}",
        f"consents/{foreign}/scans",
        f"entries/{foreign}",
        f"entries/{foreign}/replacement",
    ):
        assert (await play.http.get(f"/championships/{first}/{path}", headers=anna)).status_code == 404, path
    paper = {"giver": str(known.subject_id), "purpose": "participation", "decision": "refused"}
    absence = {"competitor": foreign, "kind": "absent", "reason": "Проверка"}
    forms = {
        f"/championships/{first}/consents/{foreign}": paper,
        f"/championships/{first}/consents/{foreign}/scans": {},
        f"/championships/{first}/check-in": {"registration": foreign},
        f"/championships/{first}/check-in/end": {"registration": foreign},
        f"/skills/{skill}/absences": absence,
        f"/skills/{skill}/absences/{foreign}/end": {},
    }
    for path, form in forms.items():
        assert (await post(play, path, play.anna(), form)).status_code == 404, path
    after = await play.app.registrations.get(UUID(foreign))
    assert (after, after.state) == (known, State.CONFIRMED)


@pytest.mark.parametrize("step", ["keeping", "telling", "undoing"])
async def test_an_import_is_not_carried_out_below_a_sibling(play: Play, step: str) -> None:
    first, _, _ = await siblings(play)
    made = Import(uuid4(), UUID(play.championship), "region-47", "anna", play.app.now(), (), known=0)
    await play.app.imports.add(made)
    answer = await post(play, f"/championships/{first}/entries/import/{made.id}/{step}", play.anna())
    assert answer.status_code == 404
    assert (await play.app.imports.get(made.id)).stage is ImportStage.CHECKED


async def test_what_a_form_calls_itself_reaches_no_entry_of_a_sibling(play: Play) -> None:
    first, skill, foreign = await siblings(play)
    known, by = await play.app.registrations.get(UUID(foreign)), play.anna()
    form = {"skill": skill, "once": foreign, "subject_id": await play.person("Юнкина"), "member": "R-01"}
    assert (await post(play, f"/championships/{first}/entries/new", by, form)).status_code == 303
    play.championship, play.skill = first, skill
    await play.compete("Гаммина", "R-01")
    own = play.registrations["Гаммина"]
    form = {"once": foreign, "subject_id": await play.person("Другая"), "member": "R-01"}
    assert (await post(play, f"/championships/{first}/entries/{own}/replacement", by, form)).status_code == 303
    assert (await play.app.registrations.get(UUID(own))).state is State.REPLACED
    assert await play.app.registrations.get(UUID(foreign)) == known


async def test_somebody_else_who_is_chosen_after_going_back_is_entered_too(play: Play) -> None:
    await play.open()
    form = {"skill": play.skill, "once": str(uuid4()), "member": "R-01"}
    one, other = await play.person("Юнкина"), await play.person("Другая")
    at = f"/championships/{play.championship}/entries/new"
    made = [await post(play, at, play.anna(), {**form, "subject_id": subject}) for subject in (one, one, other)]
    assert [answer.status_code for answer in made] == [303, 303, 303]
    led = [answer.headers["location"] for answer in made]
    assert (led[0] == led[1], led[1] == led[2]) == (True, False)

"""An officer issues a certificate anew on its page: another one takes its place, and both say so."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.awards import GOLD
from tests.certificates.acts.test_many import HOME
from tests.certificates.api.test_browser_reader import both, text_of
from tests.certificates.asking import told
from tests.certificates.playing import API, ISSUER, Play, granted, person, result
from tests.certificates.test_issuing_pages import headers, once_of
from tests.certificates.unit.formats.test_official_schema import faults

from certificates.commands.acts.doing import carry_out
from certificates.commands.acts.one import issue_anew
from certificates.commands.issuing import certificate_id, granted_id
from certificates.domain.acts.act import Stage
from certificates.domain.acts.amendment import Amendment
from certificates.domain.certificate import Certificate
from client.caller import Caller
from client.certificates import open_issuer
from shared.contracts import Earned

WHY = "Опечатка в имени."


async def course(play: Play, **fields: Any) -> UUID:
    """A certificate of a course, with a score."""
    made = await play.achievement()
    holder = await play.know(person())
    award = granted(holder.subject_id, made["id"], **fields)
    await play.grant(award)
    return granted_id(award.award_id, 1)


async def sent(play: Play, id_: UUID, **fields: str) -> Any:
    """What the form answers, filled in so; pressed twice."""
    page = await play.http.get(f"/certificates/{id_}/reissue", headers=headers(play))
    body = {"what": "reissue", "once": once_of(page.text), "reason": WHY, **fields}
    first = await play.http.post(f"/certificates/{id_}/reissue", data=body, headers=headers(play))
    again = await play.http.post(f"/certificates/{id_}/reissue", data=body, headers=headers(play))
    assert (first.status_code, first.headers.get("location")) == (again.status_code, again.headers.get("location"))
    return first


async def newest(play: Play, answer: Any) -> Certificate:
    assert answer.status_code == 303, answer.text
    return await play.app.certificates.get(UUID(answer.headers["location"].rpartition("/")[2]))


async def test_with_another_name_score_and_day_it_takes_the_place_and_both_say_so(play: Play) -> None:
    await play.issuer()
    id_ = await course(play)
    made = await newest(
        play, await sent(play, id_, name="Ёлкина Снежанна Морозовна", total="91,5", granted_on="2026-11-20")
    )
    old = await play.app.certificates.get(id_)
    assert (old.standing.state.value, old.newer, old.standing.reason, old.standing.by) == (
        "superseded",
        made.id,
        WHY,
        "vera",
    )
    assert (made.number.number, made.handed_out.name) == (2, "Ёлкина Снежанна Морозовна")
    assert made.score is not None
    assert (made.score.total, made.score.out_of, made.granted.on.isoformat()) == ("91.50", "100", "2026-11-20")
    assert made.granted.particulars == old.granted.particulars
    assert made.reissued is not None
    assert (made.reissued.older, made.reissued.by, made.reissued.reason) == (id_, "vera", WHY)
    by = headers(play)
    assert f'href="/certificates/{made.id}"' in (await play.http.get(f"/certificates/{id_}", headers=by)).text
    page = (await play.http.get(f"/certificates/{made.id}", headers=by)).text
    assert f'href="/certificates/{id_}"' in page
    assert WHY in page
    replaced = (await play.http.get(f"/certificates/{id_}", headers=headers(play))).text
    assert (f"/certificates/{made.id}" in replaced, f"/certificates/{id_}/reissue" in replaced) == (True, False)
    signed = (await play.http.get(f"/certificates/{made.id}?format=vc", headers=play.officer)).json()
    assert faults(signed) == []
    assert signed["awardedDate"].startswith("2026-11-20")
    replaces = f'"certificate_id":"{id_}","registration_number":"{old.number}","is_lost":false'
    assert replaces in str(await play.app.certificates.collection.find_one({"_id": made.id})), "others hear of it"
    assert (await told(play, credential=signed))["verdict"] == "valid"
    assert (await told(play, number=str(old.number)))["verdict"] == "superseded"
    (act,) = await play.app.acts.of("region-47", limit=10)
    assert (act.doing.value, act.by, act.reason, act.done, act.stage.value) == ("reissue", "vera", WHY, 1, "done")


async def test_what_an_officer_wrote_as_the_name_stays_when_it_is_issued_anew_again(play: Play) -> None:
    await play.issuer()
    first = await newest(play, await sent(play, await play.certificate(), name="Иная Снежана"))
    page = (await play.http.get(f"/certificates/{first.id}/reissue", headers=headers(play))).text
    assert 'value="Иная Снежана"' in page
    second = await newest(play, await sent(play, first.id, name=""))
    assert second.handed_out.name == "Иная Снежана"


async def test_a_day_that_an_officer_gave_is_signed_of_a_result_too(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    made = await newest(play, await sent(play, id_, granted_on="2026-11-20", achievement=""))
    signed = (await play.http.get(f"/certificates/{made.id}?format=vc", headers=play.officer)).json()
    assert signed["awardedDate"].startswith("2026-11-20")
    assert made.score == (await play.app.certificates.get(id_)).score


async def test_another_achievement_of_the_issuer(play: Play) -> None:
    await play.issuer()
    await play.achievement()
    id_ = await play.certificate()
    made = await newest(play, await sent(play, id_, achievement="robotics-basics"))
    assert (made.achievement.code, made.score) == ("robotics-basics", None), "a course that carries no result's score"


async def test_a_mistaken_revocation_is_answered_by_a_new_one_and_stays(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    body = {"reason": "Ошибка.", "public": False}
    await play.http.post(f"{API}/certificates/{id_}/revocation", json=body, headers=play.officer)
    standing = (await play.http.get(f"/certificates/{id_}/standing", headers=headers(play))).text
    assert f'href="/certificates/{id_}/reissue"' in standing
    made = await newest(play, await sent(play, id_))
    old = await play.app.certificates.get(id_)
    assert (old.standing.state.value, old.newer, made.standing.state.value) == ("revoked", made.id, "valid")
    assert (
        await play.http.post(f"{API}/certificates/{id_}/replacement", json=body, headers=play.officer)
    ).status_code == 409


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"total": "101", "points": "700"}, "total"),
        ({"total": "viel"}, "total"),
        ({"total": "7"}, "points"),
        ({"points": "5000"}, "points"),
        ({"granted_on": "20.11.2026"}, "granted_on"),
        ({"granted_on": "2199-01-01"}, "granted_on"),
        ({"name": "Ёлкина 🏅"}, "name"),
        ({"achievement": "nothing"}, "achievement"),
        ({"what": "duplicate", "reason": ""}, "reason-duplicate"),
    ],
)
async def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_done(
    play: Play, fields: dict[str, str], field: str
) -> None:
    await play.issuer()
    id_ = await play.certificate()
    answer = await sent(play, id_, **fields)
    assert answer.status_code in {404, 422}
    assert f'href="#{field}"' in answer.text
    (stands,) = await play.app.certificates.find_many({})
    assert stands.standing.state.value == "valid"


async def test_others_may_not(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    other = headers(play, organisation="region-50")
    assert (await play.http.get(f"/certificates/{id_}/reissue", headers=other)).status_code == 403
    body = {"what": "reissue", "reason": WHY}
    assert (await play.http.post(f"/certificates/{id_}/reissue", data=body, headers=other)).status_code == 403


async def test_a_duplicate_says_the_same_and_that_it_is_one(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    made = await newest(play, await sent(play, id_, what="duplicate", reason="Утрачен."))
    old = await play.app.certificates.get(id_)
    assert (old.standing.state.value, old.newer) == ("superseded", made.id)
    lost, seen = await both(play, await text_of(play, id_))
    ours, theirs = await both(play, await text_of(play, made.id))
    assert (lost["verdict"], ours["verdict"]) == ("superseded", "valid")
    assert seen["reason"] == {"ground": "duplicate-issued"}, "each page words it"
    assert (ours["facts"]["is_duplicate"], theirs["facts"]["isDuplicate"]) == (True, True)
    assert made.reissued is not None
    assert made.reissued.reason == "Утрачен."
    assert (await told(play, number=str(made.number)))["facts"]["is_duplicate"] is True
    assert (made.is_duplicate, made.number.number, made.score, made.achievement) == (
        True,
        2,
        old.score,
        old.achievement,
    )
    assert "Это дубликат" in (await play.http.get(f"/certificates/{made.id}", headers=headers(play, "ru"))).text


async def test_a_reason_that_nobody_wrote_is_read_in_the_readers_language_wherever_it_stands(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    await sent(play, id_, what="duplicate", reason="Утрачен.")
    for language, words in (("en", "A duplicate was issued."), ("ru", "Выдан дубликат.")):
        by = headers(play, language)
        answer = await play.http.post(f"{API}/verifications", json={"number": "47-2026-000001"}, headers=by)
        own = await play.http.get(f"{API}/certificates/{id_}", headers=by)
        register = await play.http.get(f"{API}/register?year=2026", headers=by)
        assert [answer.json()["reason"], own.json()["reason"], register.json()["items"][0]["reason"]] == [words] * 3
        for page in (f"/certificates/{id_}", f"{API}/register.csv?year=2026", "/v", f"{HOME}/export.csv?year=2026"):
            assert words in (await play.http.get(page, headers=by)).text, page
    ask, page = "Ask the holder for that.", f"/certificates/{id_}"
    told_to = [(await play.http.get(page, headers=by)).text for by in (headers(play), {"accept-language": "en"})]
    assert [ask in one for one in told_to] == [False, True], "who has it is not sent to the holder"


async def test_a_kill_between_the_two_writes_is_completed_by_the_worker(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.issuer()
    id_ = await play.certificate()
    old, change_id = await play.app.certificates.get(id_), uuid4()

    class Killed(BaseException):
        """The process ends here."""

    async def killed(*_arguments: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("certificates.commands.reissuing.enter_all", killed)
        with pytest.raises(Killed):
            await issue_anew(play.app, old, Amendment(name="Иная Снежана"), WHY, by="olga", change_id=change_id)
    assert (await play.app.certificates.get(id_)).standing.state.value == "superseded"
    (left,) = [act async for act in play.app.acts.going()]
    done = await carry_out(play.app, left)
    assert (done.stage, done.done, done.left_out) == (Stage.DONE, 1, ())
    names = [one.handed_out.name for one in await play.app.certificates.find_many({}, sort=[("number.number", 1)])]
    assert names == ["Ёлкина Снежана Морозовна", "Иная Снежана"]
    assert "Иная" not in str(await play.app.acts.collection.find_one({})), "no name stays in what was done"


async def test_a_form_that_was_filled_in_otherwise_after_going_back_is_not_taken_for_a_second_press(play: Play) -> None:
    await play.issuer()
    id_, by, once = await play.certificate(), headers(play), str(uuid4())
    address, form = f"/certificates/{id_}/reissue", {"once": once, "reason": WHY}
    made = await play.http.post(address, data={**form, "what": "reissue", "name": "Иная Снежана"}, headers=by)
    again = await play.http.post(address, data={**form, "what": "reissue", "name": "Иная Снежанна"}, headers=by)
    assert (made.status_code, again.status_code) == (303, 409)


@pytest.mark.parametrize("what", ["reissue", "duplicate"])
async def test_a_suspension_goes_on_whatever_takes_the_place(play: Play, what: str) -> None:
    """Nobody decided that it ends: not with a corrected name, not with a duplicate."""
    await play.issuer()
    id_ = await play.certificate()
    why = {"reason": "Проверяем протокол.", "public": True}
    await play.http.post(f"{API}/certificates/{id_}/suspension", json=why, headers=play.officer)
    assert "is suspended, too" in (await play.http.get(f"/certificates/{id_}/reissue", headers=headers(play))).text
    made = await newest(play, await sent(play, id_, what=what))
    assert (made.standing.state.value, made.standing.reason, made.standing.public) == ("suspended", why["reason"], True)
    assert (await told(play, number=str(made.number)))["verdict"] == "suspended"
    waiting = str(await play.app.certificates.collection.find_one({"_id": made.id}))
    assert "certificates.certificate.suspended.v1" in waiting, "its holder hears of it"
    address = f"{API}/certificates/{made.id}/suspension"
    assert (await play.http.request("DELETE", address, headers=play.officer)).json()["status"] == "valid"


async def foreign_certificate(play: Play) -> UUID:
    """Of another issuer."""
    other = play.bearer("vera", "officer", organisation="region-50")
    await open_issuer(Caller(play.http, other), {**ISSUER, "organisation": "region-50", "prefix": "50"})
    holder = await play.know(person())
    told = result(Earned(subject_id=holder.subject_id, award=GOLD), organisation="region-50")
    await play.publish(told, "region-50")
    return certificate_id(told.result_id, holder.subject_id, GOLD.id)


async def test_no_form_can_start_what_was_drafted_elsewhere(play: Play) -> None:
    await play.issuer()
    theirs, ours = await play.certificate(), await foreign_certificate(play)
    body = {"once": str(uuid4()), "doing": "revoke", f"chosen-{theirs}": "on"}
    drafted = await play.http.post("/issuers/region-47/register/acts", data=body, headers=headers(play))
    act_id = drafted.headers["location"].rpartition("/")[2]
    by = headers(play, organisation="region-50")
    for once in (act_id, body["once"]):
        form = {"what": "reissue", "once": once, "reason": WHY}
        await play.http.post(f"/certificates/{ours}/reissue", data=form, headers=by)
    assert (await play.app.certificates.get(theirs)).standing.state.value == "valid"
    assert (await play.app.certificates.get(ours)).standing.state.value == "superseded"

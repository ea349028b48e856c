"""Who judges was asked: a letter with a link, a "yes" with the own member and ties, a "no", a dismissal with what was done kept."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.playing import HOME, V1, Play

from competitions.domain.judging.invitations import HOLDS_FOR
from competitions.domain.skill import Skill
from competitions.queries.judging import JUDGING
from shared.identity import links


async def skill_of(play: Play) -> Skill:
    return await play.app.skills.get(UUID(play.skill))


async def token_of(play: Play, subject: str) -> str:
    """Of the newest letter to the person."""
    invitation = next(one for one in (await skill_of(play)).invitations if str(one.subject_id) == subject)
    return links.token(JUDGING, invitation.newest.id, play.app.link_secret)


async def invite(play: Play, subject: str, role: str = "expert", *, expect: int = 201) -> Any:
    return await play.post(f"/skills/{play.skill}/invitations", {"subject_id": subject, "role": role}, expect=expect)


def vera(play: Play, account: str = "vera") -> dict[str, str]:
    return play.issuer.bearer(account, "expert")


async def accept(play: Play, token: str, *, by: str = "vera", expect: int = 200, **said: Any) -> Any:
    body = {"member": "R-05", **said}
    return await play.call("POST", f"/judging/{token}/acceptance", vera(play, by), body, expect=expect)


async def invited(play: Play, role: str = "expert", **more: Any) -> tuple[str, str]:
    """A person with a letter, and its token."""
    subject = await play.person("Верина", **{"email": "vera@example.org", **more})
    await invite(play, subject, role)
    return subject, await token_of(play, subject)


async def letters(play: Play, kind: str) -> list[Any]:
    """What was told of those who were `invited` or `dismissed`."""
    events = [(dict(one["headers"]), json.loads(one["value"])) for one in await play.told("skills")]
    return [data for headers, data in events if headers["ce_type"] == f"competitions.jury.{kind}.v1".encode()]


async def test_who_accepts_is_on_the_jury_and_marks(play: Play) -> None:
    await play.gather()
    subject, token = await invited(play)
    assert subject not in {one["subject_id"] for one in (await play.get(f"/skills/{play.skill}/experts"))["items"]}
    seen = await play.get(f"/judging/{token}", {})
    assert (seen["role"], seen["state"], seen["skill"]["en"]) == ("expert", "invited", "Craft")
    expert = await accept(play, token)
    assert expert == {"subject_id": subject, "member": "R-05", "role": "expert", "leads": False, "ties": []}
    version = (await skill_of(play)).version
    assert await accept(play, token) == expert
    assert (await skill_of(play)).version == version, "a repeat changes nothing"
    [listed] = (await play.get(f"/skills/{play.skill}/invitations"))["items"]
    assert (listed["state"], listed["letters"]) == ("accepted", 1)
    assert (await play.app.people.get(UUID(subject))).account == "vera"
    await play.mark("Альфин", "A1.01", {"measurement": True}, "vera")


async def test_the_letter_tells_no_more_than_whom_to_which_jury(play: Play) -> None:
    await play.open()
    subject, token = await invited(play, "chief")
    [told] = await letters(play, "invited")
    assert (told["subject_id"], told["role"]) == (subject, "chief")
    for secret in (token, "vera@example.org", "Верина"):
        assert secret not in str(told)


async def test_a_newcomer_is_invited_by_name_and_address_and_found_again(play: Play) -> None:
    await play.open()
    newcomer = {"family_name": "Новикова", "given_name": "Проба", "email": "Nova@Example.org", "role": "independent"}
    path = f"/skills/{play.skill}/invitations/newcomers"
    first = await play.post(path, newcomer, expect=201)
    again = await play.post(path, {**newcomer, "email": "nova@example.org"}, expect=201)
    assert (again["subject_id"], again["letters"]) == (first["subject_id"], 2)
    person = await play.app.people.get(UUID(first["subject_id"]))
    assert (person.organisation, person.birth_date, person.account) == (HOME, None, None)
    await play.call("POST", path, play.stranger(), newcomer, expect=403)


async def test_a_repeat_under_the_same_key_sends_one_letter_and_a_newer_one_ends_the_older(play: Play) -> None:
    await play.open()
    subject = await play.person("Верина", email="vera@example.org")
    path, body = f"/skills/{play.skill}/invitations", {"subject_id": subject}
    for _ in range(2):
        await play.post(path, body, expect=201, idempotency_key="one")
        await play.app.database["idempotency"].delete_many({})
    assert len(await letters(play, "invited")) == 1
    old = await token_of(play, subject)
    await play.post(f"{path}/{subject}/letters", expect=201)
    refused = await accept(play, old, expect=409)
    assert refused["type"].endswith("/invitation-replaced")
    await play.call("POST", f"/judging/{old}/refusal", {}, expect=409)
    await accept(play, await token_of(play, subject))


async def test_a_no_needs_no_account_and_is_the_last_word_of_that_letter(play: Play) -> None:
    await play.open()
    subject, token = await invited(play)
    await play.call("POST", f"/judging/{token}/refusal", {}, expect=204)
    await play.call("POST", f"/judging/{token}/refusal", {}, expect=204)
    assert (await accept(play, token, expect=409))["type"].endswith("/invitation-answered")
    assert (await play.app.people.get(UUID(subject))).account is None, "nobody's account is bound by what is refused"
    again = await play.post(f"/skills/{play.skill}/invitations/{subject}/letters", expect=409)
    assert again["type"].endswith("/invitation-answered")
    await invite(play, subject)
    await accept(play, await token_of(play, subject))


async def test_what_is_taken_back_or_too_old_is_not_accepted(play: Play) -> None:
    await play.open()
    subject, token = await invited(play)
    path = f"/skills/{play.skill}/invitations/{subject}"
    for _ in range(2):
        await play.call("DELETE", path, play.anna(), expect=204)
    assert (await accept(play, token, expect=409))["type"].endswith("/invitation-answered")
    await invite(play, subject)
    newest = (await skill_of(play)).invitations[0].newest
    await play.app.database["skills"].update_one(
        {"invitations.sent.id": newest.id},
        {"$set": {"invitations.0.sent.1.at": newest.at - HOLDS_FOR - timedelta(minutes=1)}},
    )
    token = await token_of(play, subject)
    assert (await accept(play, token, expect=409))["type"].endswith("/invitation-expired")
    await play.post(f"{path}/letters", expect=201)
    await accept(play, await token_of(play, subject))
    taken = await play.call("DELETE", path, play.anna(), expect=409)
    assert taken["type"].endswith("/invitation-answered")


async def test_another_account_does_not_take_the_place(play: Play) -> None:
    await play.open()
    _, token = await invited(play, account="vera")
    assert (await accept(play, token, by="boris", expect=403))["type"].endswith("/other-account")
    await accept(play, token)
    other = links.token("invitation", (await skill_of(play)).invitations[0].newest.id, play.app.link_secret)
    await play.get(f"/judging/{other}", {}, expect=404)


async def test_a_member_comes_from_the_list_that_is_kept(play: Play) -> None:
    await play.open()
    listed = {"name": "Приозёрье", "spellings": ["г. Приозёрск"]}
    await play.post(f"/championships/{play.championship}/members", listed, expect=201)
    _, token = await invited(play)
    assert (await play.get(f"/judging/{token}", {}))["members"] == ["Приозёрье"]
    assert (await accept(play, token, member="Нигде", expect=422))["type"].endswith("/member-unlisted")
    assert (await accept(play, token, member="г. Приозёрск"))["member"] == "Приозёрье"


async def test_one_chief_and_one_deputy_are_asked_and_marking_begins_with_a_chief(play: Play) -> None:
    await play.open()
    await play.compete("Альфин", "R-01")
    await play.bring_scheme()
    started = await play.post(f"/skills/{play.skill}/marking", expect=409)
    assert started["type"].endswith("/chief-missing")
    subject, token = await invited(play, "chief")
    other = await play.person("Другова", email="other@example.org")
    assert (await invite(play, other, "chief", expect=409))["type"].endswith("/chief-taken")
    await invite(play, other, "deputy")
    assert (await invite(play, subject, "deputy", expect=409))["type"].endswith("/deputy-taken")
    await play.post(f"/skills/{play.skill}/marking", expect=409)
    await accept(play, token)
    await play.post(f"/skills/{play.skill}/marking")
    assert (await invite(play, subject, expect=409))["type"].endswith("/already-on-jury")


async def test_who_has_no_address_or_is_another_organisations_is_not_written_to(play: Play) -> None:
    await play.open()
    subject = await play.person("Верина")
    assert (await invite(play, subject, expect=409))["type"].endswith("/no-address")
    await play.call("POST", f"/skills/{play.skill}/invitations", play.stranger(), {"subject_id": subject}, expect=403)
    await play.get(f"/skills/{play.skill}/invitations", play.stranger(), expect=403)


async def test_nobody_is_appointed_unasked(play: Play) -> None:
    await play.open()
    body = {"subject_id": await play.person("Верина"), "member": "R-05"}
    refused = await play.post(f"/skills/{play.skill}/experts", body, expect=422)
    assert refused["type"].endswith("/agreement-missing")
    await play.post(f"/skills/{play.skill}/experts", {**body, "has_agreed": True}, expect=201)
    agreement = (await skill_of(play)).experts[0].agreement
    assert agreement
    assert (agreement.way, agreement.by) == ("record", "anna")


async def test_ties_are_declared_named_and_bar_from_marking(play: Play) -> None:
    await play.gather()
    subject, token = await invited(play)
    assert (await accept(play, token, ties=["relative"]))["ties"] == ["relative"]
    mine, path = play.registrations["Альфин"], f"/skills/{play.skill}/ties"
    close = {"close_to": [{"registration_id": mine, "tie": "relative"}]}
    assert (await play.call("PUT", path, vera(play), close))["ties"] == ["relative"]
    refused = await play.mark("Альфин", "A1.01", {"measurement": True}, "vera", expect=403)
    assert refused["type"].endswith("/conflict-of-interest")
    await play.mark("Бетин", "A1.01", {"measurement": True}, "vera")
    await play.call("PUT", path, play.expert("nobody"), close, expect=403)
    unknown = {"close_to": [{"registration_id": subject, "tie": "trainee"}]}
    await play.call("PUT", path, vera(play), unknown, expect=404)
    await play.call("PUT", path, vera(play), {"close_to": []})
    await play.mark("Альфин", "A1.01", {"measurement": True}, "vera")


async def test_a_dismissal_in_the_middle_keeps_what_was_done_and_another_joins_the_team(play: Play) -> None:
    await play.gather()
    team = f"/skills/{play.skill}/sub-criteria/A1/team"
    first = {"experts": [play.experts["one"], play.experts["chief"]]}
    assert (await play.call("PUT", team, play.anna(), first, expect=422))["type"].endswith("/team-reason-needed")
    await play.call("PUT", team, play.anna(), {**first, "reason": "По жребию"}, expect=204)
    await play.mark("Бетин", "A1.01", {"measurement": True})
    _, token = await invited(play)
    await accept(play, token)
    assert (await play.mark("Бетин", "A1.02", {"judgement": [1, 1, 1]}, "vera", expect=403))["type"].endswith(
        "/not-on-team"
    )
    path = f"/skills/{play.skill}/experts/{play.experts['one']}/dismissal"
    assert (await play.post(path, {"reason": ""}, expect=422))["type"].endswith("/invalid")
    for _ in range(2):
        await play.post(path, {"reason": "Заболела"}, expect=204)
    told = await letters(play, "dismissed")
    assert [one["role"] for one in told] == ["expert"]
    assert "Заболела" not in str(told)
    sheet = await play.get(f"/sheets/{await play.sheet('Бетин', 'A1')}")
    assert sheet["marks"]["A1.01"]["author"] == play.experts["one"]
    play.app.jurors.drop((UUID(play.skill), "one"))
    refused = await play.mark("Бетин", "A1.02", {"judgement": [1, 1, 1]}, expect=403)
    assert refused["type"].endswith("/not-on-jury")
    [proposed] = (await play.get(f"/skills/{play.skill}/teams/proposal"))["items"]
    assert proposed["code"] == "A1"
    assert play.experts["chief"] in proposed["experts"]
    assert play.experts["one"] not in proposed["experts"]
    await play.call("PUT", team, play.anna(), {"experts": proposed["experts"], "reason": "Замена"}, expect=204)
    await play.mark("Бетин", "A1.02", {"judgement": [1, 1, 1]}, "vera")


async def test_the_deputy_corrects_signs_and_starts_while_the_chief_is_away(play: Play) -> None:
    await play.gather()
    one = f"/skills/{play.skill}/experts/{play.experts['one']}/role"
    await play.call("PUT", one, play.anna(), {"role": "deputy"}, expect=204)
    await play.mark_all()
    for code in ("A1", "B1", "B2"):
        await play.post(f"/skills/{play.skill}/sub-criteria/{code}/sign-off", by=play.expert("one"))
    sign = f"/skills/{play.skill}/sign-off"
    assert (await play.post(sign, by=play.expert("one"), expect=403))["type"].endswith("/not-chief")
    absence = f"/skills/{play.skill}/chief/absence"
    await play.call("PUT", absence, play.anna(), expect=204)
    jury = (await play.get(f"/skills/{play.skill}/experts"))["items"]
    assert {one["role"] for one in jury if one["leads"]} == {"chief", "deputy"}
    play.app.jurors.drop((UUID(play.skill), "one"))
    await play.mark("Альфин", "A1.01", {"measurement": False, "reason": "Описка"})
    await play.post(sign, by=play.expert("one"))
    await play.call("DELETE", absence, play.anna(), expect=204)
    assert not [one for one in (await skill_of(play)).experts if one.acting_since or one.away_since]


async def test_an_erased_expert_leaves_no_words_behind(play: Play) -> None:
    await play.open()
    subject, token = await invited(play)
    await accept(play, token)
    reason = "Уехал к больной тёте"
    await play.post(f"/skills/{play.skill}/experts/{subject}/dismissal", {"reason": reason}, expect=204)
    await play.call("DELETE", f"/persons/{subject}", play.anna(), expect=204)
    kept = await play.app.database["skills"].find_one({"_id": UUID(play.skill)})
    assert reason not in str(kept)
    assert not (await skill_of(play)).invitations
    await play.get(f"/judging/{token}", {}, expect=404)


async def test_the_account_is_bound_once_where_a_crash_comes_between(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.open()
    subject, token = await invited(play)

    async def crash(*_: Any) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(type(play.app.skills), "save", crash)
    with pytest.raises(RuntimeError):
        await play.http.post(f"{V1}/judging/{token}/acceptance", headers=vera(play), json={"member": "R-05"})
    monkeypatch.undo()
    assert (await play.app.people.get(UUID(subject))).account == "vera"
    await accept(play, token)
    assert [one.subject_id for one in (await skill_of(play)).experts] == [UUID(subject)]

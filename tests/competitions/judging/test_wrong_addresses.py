"""A letter to a jury that went to another's address is nobody's once that is seen."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.judging.test_invitations import accept, invite, invited, token_of
from tests.competitions.playing import Play, unknown

from competitions.commands.people import change_person
from competitions.domain.judging.invitations import InvitationState
from shared.errors import Stale
from shared.identity.principal import Principal, Role

ORGANISER = Principal("anna", "Анна", frozenset({Role.ORGANISER}), "region-47")


async def test_a_letter_to_a_wrong_address_opens_nothing_once_the_address_is_mended(play: Play) -> None:
    await play.gather()
    subject, token = await invited(play)
    known = await play.get(f"/persons/{subject}")
    body = {name: known[name] for name in ("family_name", "given_name", "language", "email")}
    at = f"/persons/{subject}"
    await play.call("PUT", at, play.anna(), {**body, "given_name": "Проба"}, if_match=f'"{known["version"]}"')
    assert (await play.get(f"/judging/{token}", {}))["state"] == "invited", "the address is the same"
    mended = {**body, "email": "right@example.org"}
    await play.call("PUT", at, play.anna(), mended, if_match=f'"{known["version"] + 1}"')
    await accept(play, token, by="stranger", expect=409)
    assert (await play.app.people.get(UUID(subject))).account is None
    await invite(play, subject)
    await accept(play, await token_of(play, subject))


async def test_a_change_that_is_refused_ends_no_letter(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    await play.gather()
    subject, token = await invited(play)
    known = await play.get(f"/persons/{subject}")
    body = {name: known[name] for name in ("family_name", "given_name", "language")}

    async def faster(*_: Any) -> None:
        raise Stale(subject)

    monkeypatch.setattr(type(play.app.people), "save", faster)
    moved = {**body, "email": "right@example.org"}
    await play.call("PUT", f"/persons/{subject}", play.anna(), moved, expect=412, if_match=f'"{known["version"]}"')
    monkeypatch.undo()
    assert (await play.get(f"/judging/{token}", {}))["state"] == "invited"


async def test_a_crash_after_the_address_was_mended_leaves_no_link_that_opens(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.gather()
    subject, token = await invited(play)
    known = await play.app.people.get(UUID(subject))
    mended = replace(known, email="right@example.org")

    async def killed(*_: Any) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(type(play.app.skills), "save", killed)
    once = unknown()
    with pytest.raises(RuntimeError):
        await change_person(play.app, mended, ORGANISER, known.version, once)
    monkeypatch.undo()
    await accept(play, token, by="stranger", expect=409)
    await change_person(play.app, mended, ORGANISER, known.version, once)
    (left,) = (await play.app.skills.get(UUID(play.skill))).invitations
    assert left.state is InvitationState.TAKEN_BACK
    await invite(play, subject)
    await change_person(play.app, mended, ORGANISER, known.version, once)
    await accept(play, await token_of(play, subject))

"""A letter to a jury that went to another's address is nobody's once that is seen."""

from uuid import UUID

from tests.competitions.judging.test_invitations import accept, invite, invited, token_of
from tests.competitions.playing import Play


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

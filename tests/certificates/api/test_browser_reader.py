"""The module that verifies in the browser gives the server's answers, under Node, for the same payloads."""

from typing import Any

import pytest
from tests.certificates import node
from tests.certificates.playing import API, Play


async def both(play: Play, text: str) -> tuple[Any, Any]:
    """The server's answer and the browser's."""
    published = await play.http.get("/v/catalogue/1")
    catalogue = published.json() if published.status_code == 200 else False
    ours = (await play.http.post(f"{API}/verifications", json={"qr": text})).json()
    return ours, await node.run("reader.mjs", {"text": text, "catalogue": catalogue})


async def text_of(play: Play, id_: Any) -> str:
    return (await play.http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text


@pytest.mark.parametrize("name", [{}, {"family_name": "Ұлтай", "given_name": "Ғалым", "patronymic": None}])
async def test_the_browser_reads_what_the_server_signed(play: Play, name: dict[str, Any]) -> None:
    await play.issuer()
    ours, theirs = await both(play, await text_of(play, await play.certificate(**name)))
    assert ours["verdict"] == theirs["answer"] == "valid"
    facts = ours["facts"]
    assert theirs["facts"]["name"] == facts["name"]
    assert theirs["facts"]["number"] == facts["registration_number"]
    assert theirs["facts"]["title"] == facts["title"]
    assert theirs["facts"]["skill"] == facts["skill"]
    assert theirs["facts"]["context"] == {**facts["context"], "kind": facts["context_kind"]}
    assert theirs["facts"]["points"] == facts["points"] == 743
    assert theirs["facts"]["issuedOn"][:10] == facts["issued_on"]
    assert sorted(theirs["checked"]) == sorted(ours["checked"])


async def test_a_changed_digit_is_never_a_certificate(play: Play) -> None:
    await play.issuer()
    text = await text_of(play, await play.certificate())
    start = text.index("#") + 1
    for at in (start, start + 1, *range(30, len(text), 40), len(text) - 1):
        digit = "1" if text[at] != "1" else "2"
        ours, theirs = await both(play, text[:at] + digit + text[at + 1 :])
        assert ours["verdict"] == theirs["answer"], at
        assert ours["verdict"] in {"damaged", "unknown_issuer"}, at


async def test_a_code_is_read_whatever_came_along(play: Play) -> None:
    await play.issuer()
    text = await text_of(play, await play.certificate())
    for form in ("{}.", "«{}»", "\ufeff{}", "{}\u200b", "Сертификат: {} .", '"{}"'):
        ours, theirs = await both(play, form.format(text))
        assert (ours["verdict"], theirs["answer"]) == ("valid", "valid"), form
        ours, theirs = await both(play, form.format(text[:-5]))
        assert (ours["verdict"], theirs["answer"]) == ("damaged", "damaged"), form


async def test_a_half_read_code_is_damaged_and_not_something_else(play: Play) -> None:
    await play.issuer()
    text = await text_of(play, await play.certificate())
    head, _, digits = text.partition("#")
    for shown in (text[:-1], text[:80], f"{head}#1", f"{head}#{digits[:60]}x", f"#{digits[:50]}", digits[:45]):
        ours, theirs = await both(play, shown)
        assert ours["verdict"] == theirs["answer"] == "damaged"
        assert ours["seen"] is None
        assert sorted(theirs["unchecked"]) == sorted(ours["unchecked"])


async def test_of_nonsense_nothing_is_checked_here_or_there(play: Play) -> None:
    await play.issuer()
    for text in ("https://example.org/", "Просто слова", "HC1:ABC"):
        ours, theirs = await both(play, text)
        assert ours["verdict"] == theirs["answer"] == "unreadable"
        assert theirs["checked"] == ours["checked"] == []
        assert theirs["unchecked"] == ours["unchecked"] == []


async def test_without_a_catalogue_nothing_is_said_of_the_issuer(play: Play) -> None:
    await play.issuer()
    text = await text_of(play, await play.certificate())
    assert (await node.run("reader.mjs", {"text": text, "catalogue": None}))["answer"] == "no_connection"
    assert (await node.run("reader.mjs", {"text": text[:-5], "catalogue": None}))["answer"] == "damaged"


async def test_a_revoked_certificate_says_when_and_why_in_the_browser_too(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    reason = {"reason": "Результат отменён.", "public": True}
    await play.http.post(f"{API}/certificates/{id_}/revocation", json=reason, headers=play.officer)
    ours, theirs = await both(play, await text_of(play, id_))
    assert ours["verdict"] == theirs["answer"] == "revoked"
    assert ours["reason"] == theirs["reason"] == "Результат отменён."
    assert theirs["since"][:16] == ours["since"][:16]


@pytest.mark.parametrize(("change", "answer"), [("suspension", "suspended"), ("replacement", "superseded")])
async def test_every_state_is_the_same_in_the_browser(play: Play, change: str, answer: str) -> None:
    await play.issuer()
    id_ = await play.certificate()
    done = await play.http.post(
        f"{API}/certificates/{id_}/{change}", json={"reason": "Проверка."}, headers=play.officer
    )
    assert done.status_code < 300
    ours, theirs = await both(play, await text_of(play, id_))
    assert ours["verdict"] == theirs["answer"] == answer
    assert theirs["reason"] is None


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", "nothing"),
        ("https://example.org/menu", "web_address"),
        ("HC1:NCFOXN%TS3DH", "other_certificate"),
        ("123456", "digits"),
        ("Кафе «Ёлка»", "text"),
        ('{"a": 1}', "json"),
    ],
)
async def test_a_wrong_code_says_what_was_seen(play: Play, text: str, seen: str) -> None:
    ours, theirs = await both(play, text)
    assert ours["verdict"] == theirs["answer"] == "unreadable"
    assert ours["seen"] == theirs["seen"] == seen


async def test_a_catalogue_whose_signature_does_not_hold_is_not_used(play: Play) -> None:
    await play.issuer()
    text = await text_of(play, await play.certificate())
    catalogue = (await play.http.get("/v/catalogue/1")).json()
    catalogue["payload"] = catalogue["payload"].replace("Навык", "навык").replace("47", "48")
    theirs = await node.run("reader.mjs", {"text": text, "catalogue": catalogue})
    assert theirs["answer"] == "unknown_issuer"

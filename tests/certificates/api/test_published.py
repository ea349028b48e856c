"""What verifiers' software reads: in the form that it asks for, and not signed anew for each who asks."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tests.certificates.api.test_access import routes
from tests.certificates.asking import credential
from tests.certificates.playing import API, Play
from tests.kept import kept_of

from certificates.domain.register import LISTS_A_YEAR

LISTS = ("application/vc", "application/ld+json", "application/json")
DIDS = ("application/did+json", "application/did+ld+json", "application/json")


def list_now(play: Play, years: int = 0) -> str:
    year = play.app.day(play.app.now()).year + years
    return f"/status/region-47/revocation/{year * LISTS_A_YEAR}"


@pytest.mark.parametrize("kind", [*LISTS, None, "text/html", "application/ld+json, application/json;q=0.5"])
async def test_a_status_list_comes_as_it_is_asked_for(play: Play, kind: str | None) -> None:
    await play.issuer()
    answer = await play.http.get(list_now(play), headers={"accept": kind} if kind else {})
    expected = kind.partition(",")[0] if kind and kind != "text/html" else LISTS[0]
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    assert "Accept" in answer.headers["vary"]
    assert answer.json()["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]


@pytest.mark.parametrize("path", ["/issuers/region-47/did.json", "/.well-known/did.json"])
@pytest.mark.parametrize("kind", [*DIDS, None])
async def test_keys_come_as_they_are_asked_for(play: Play, path: str, kind: str | None) -> None:
    await play.issuer()
    answer = await play.http.get(path, headers={"accept": kind} if kind else {})
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind or DIDS[0])
    again = await play.http.get(path, headers={"accept": kind or "*/*", "if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("/issuers/{organisation}/did.json", DIDS),
        ("/.well-known/did.json", DIDS),
        ("/status/{organisation}/{purpose}/{number}", LISTS),
    ],
)
async def test_the_document_says_what_is_sent(play: Play, path: str, kinds: tuple[str, ...]) -> None:
    """A client that is made from it must take what comes."""
    answers = (await play.http.get(f"{API}/openapi.json")).json()["paths"][path]["get"]["responses"]
    assert tuple(answers["200"]["content"]) == kinds
    assert "304" in answers


async def test_a_form_that_there_is_not_is_refused_in_words(play: Play) -> None:
    await play.issuer()
    path = f"/certificates/{await play.certificate()}"
    answer = await play.http.get(path, headers={"accept": "video/mp4", "accept-language": "en"})
    assert (answer.status_code, answer.json()["title"]) == (406, "There is no such form of it")
    told = (await play.http.get(f"{API}/openapi.json")).json()["paths"]["/certificates/{certificate_id}"]["get"]
    assert "406" in told["responses"]
    assert "format" in {one["name"] for one in told["parameters"]}


async def test_two_forms_have_two_tags(play: Play) -> None:
    await play.issuer()
    answers = [await play.http.get(list_now(play), headers={"accept": kind}) for kind in LISTS]
    assert len({answer.headers["etag"] for answer in answers}) == len(LISTS)
    assert len({answer.content for answer in answers}) == 1


async def test_a_list_says_how_long_it_may_be_kept(play: Play) -> None:
    await play.issuer()
    assert (await play.http.get(list_now(play))).json()["credentialSubject"]["ttl"] == 5 * 60 * 1000


async def test_there_is_no_list_of_a_year_without_the_issuer(play: Play) -> None:
    await play.issuer()
    answers = [(await play.http.get(list_now(play, years))).status_code for years in (-1, 0, 1)]
    assert answers == [404, 200, 404]


async def test_a_list_is_signed_once_a_minute_and_anew_when_a_status_changes_here(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.issuer()
    id_ = await play.certificate()
    address = (await credential(play, id_))["credentialStatus"]["statusListCredential"]
    signed: list[Any] = []
    sign: Callable[..., Awaitable[dict[str, Any]]] = play.app.signing.document

    async def counted(*args: Any) -> dict[str, Any]:
        signed.append(args)
        return await sign(*args)

    monkeypatch.setattr(play.app.signing, "document", counted)
    bodies = {(await play.http.get(address)).content for _ in range(5)}
    assert (len(bodies), len(signed)) == (1, 1)
    await play.http.post(f"{API}/certificates/{id_}/revocation", json={"reason": "Повод."}, headers=play.officer)
    assert (await play.http.get(address)).content not in bodies
    assert len(signed) == 2


async def test_nobody_keeps_what_somebody_reads(play: Play) -> None:
    """But for what is published for everybody, whoever asks."""
    await play.issuer()
    known = {"certificate_id": str(await play.certificate()), "organisation": "region-47"}
    table = [(method, path) for route in dict(routes()) for method, _, path in [route.partition(" ")]]
    kept, shown = await kept_of(play.http, table, play.officer, known)
    assert set(kept.values()) <= {"public, max-age=60"}
    assert set(kept) <= {"GET /issuers/{organisation}/did.json", "GET /.well-known/did.json"}
    assert shown > 10

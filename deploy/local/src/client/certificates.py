"""Certificates: who hands them out, their documents, their verification, and what becomes of them."""

from collections.abc import AsyncIterator
from typing import Any, TypedDict

from client.caller import CERTIFICATES, Caller
from client.championships import Text


class Issuer(TypedDict):
    organisation: str
    name: Text
    prefix: str
    """What its registration numbers begin with."""


class Urls(TypedDict):
    page: str


class Context(TypedDict):
    kind: str
    id: str | None
    title: Text | None


class Certificate(TypedDict):
    id: str
    award: str | None
    """The code of a ruleset's award; none of what an organisation wrote itself."""
    subject_id: str
    registration_number: str
    short_id: str
    context: Context
    status: str
    supersedes: str | None
    """The one whose place it took."""
    is_duplicate: bool
    urls: Urls


async def open_issuer(by: Caller, issuer: Issuer) -> dict[str, Any]:
    opened: dict[str, Any] = await by.post(f"{CERTIFICATES}/issuers", issuer)
    return opened


async def describe_issuer(by: Caller, organisation: str, about: dict[str, Any], *, seen: int) -> dict[str, Any]:
    """Whom to ask, and who signs. `seen`: the issuer's version."""
    described: dict[str, Any] = await by.put(f"{CERTIFICATES}/issuers/{organisation}/about", about, seen=seen)
    return described


async def make_achievement(by: Caller, organisation: str, said: dict[str, Any]) -> str:
    """What can be earned of an issuer. Its id."""
    made = await by.post(f"{CERTIFICATES}/issuers/{organisation}/achievements", said)
    return str(made["id"])


async def did_document(by: Caller, organisation: str) -> dict[str, Any]:
    """The issuer's public keys."""
    found: dict[str, Any] = await by.get(f"/issuers/{organisation}/did.json")
    return found


async def certificates(by: Caller) -> AsyncIterator[Certificate]:
    """An officer's or organiser's organisation's; else one's own and one's wards'."""
    async for one in by.all(f"{CERTIFICATES}/certificates"):
        yield one


async def document(by: Caller, certificate: str, kind: str) -> bytes:
    """`kind` is `application/vc`, `application/pdf`, `image/png` or `image/svg+xml`."""
    return (await by.fetch(f"/certificates/{certificate}", accept=kind)).content


async def page(by: Caller, certificate: str, language: str) -> str:
    """Its page as HTML."""
    shown = await by.fetch(f"/certificates/{certificate}", accept="text/html", params={"lang": language})
    return shown.text


async def qr_text(by: Caller, certificate: str) -> str:
    """What its picture says: `<origin>/v#<digits>`."""
    return (await by.fetch(f"{CERTIFICATES}/certificates/{certificate}/qr-text", accept="text/plain")).text


async def verdict(by: Caller, **presented: str) -> str:
    """`valid`, `revoked`, `damaged` … of what is presented: `qr`, `number`, `short_id` or `text`."""
    found = await by.post(f"{CERTIFICATES}/verifications", presented)
    return str(found["verdict"])


async def verdicts(by: Caller, *presented: dict[str, str]) -> list[str]:
    """As `verdict`, of many at once, in their order."""
    found = await by.post(f"{CERTIFICATES}/verifications", {"items": list(presented)})
    return [str(each["verdict"]) for each in found["items"]]


async def revoke(by: Caller, certificate: str, reason: str, *, public: bool) -> Certificate:
    body = {"reason": reason, "public": public}
    revoked: Certificate = await by.post(f"{CERTIFICATES}/certificates/{certificate}/revocation", body)
    return revoked


async def issue_anew(by: Caller, certificate: str, **said: Any) -> Certificate:
    """With what is said otherwise (`name`, …) and a `reason`, or as a `duplicate` of a lost paper."""
    made: Certificate = await by.post(f"{CERTIFICATES}/certificates/{certificate}/replacement", said)
    return made


async def by_table(by: Caller, organisation: str, doing: str, table: str, reason: str = "") -> dict[str, Any]:
    """What rows want of entries of the register (`reissue`, `blanks`, `correct-blanks`, `reprint`), looked at and started: the act."""
    register = f"{CERTIFICATES}/issuers/{organisation}/register"
    act = await by.send(f"{register}/tables", table.encode(), "text/csv", {"doing": doing})
    started: dict[str, Any] = await by.post(f"{register}/acts/{act['id']}/start", {"reason": reason})
    return started

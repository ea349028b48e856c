"""What must come of the publication by itself: certificates, their verification, and messages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import httpx2

from client import certificates as api
from client.caller import Caller, refusal
from client.certificates import Certificate
from client.inbox import messages as inbox_of
from client.inbox import sent, summary
from client.waiting import until
from demo import scan
from demo.expected import deliveries
from demo.people import OFFICER
from demo.preparation import ISSUER
from smoke.championship import COMPETITORS, GUARDIAN, Championship, must
from smoke.mail import Letter, Mail

HOLDER: Final = COMPETITORS[2]
"""Of age, and not named in public."""
SECONDS: Final = 120
SMALLEST_PDF: Final = 10_000


async def certificates(played: Championship) -> list[Certificate]:
    """One for every award."""
    officer = played.callers[OFFICER]
    expected = sorted(kind for outcome in played.outcomes.values() for kind in outcome.kinds)
    ours = {played.subjects[account] for account in COMPETITORS}
    found: list[Certificate] = []

    async def all_there() -> bool:
        listed = [one async for one in api.certificates(officer)]
        found[:] = [one for one in listed if one["subject_id"] in ours]
        return len(found) >= len(expected)

    await until(all_there, "the certificates", SECONDS)
    must(sorted(str(one["award"]) for one in found), expected, "certificates")
    return found


async def genuine(played: Championship, issued: list[Certificate]) -> str:
    """The holder's certificate, by its picture and the issuer's key alone, and by its page. Returns the page's address."""
    mine = next(one for one in issued if one["subject_id"] == played.subjects[HOLDER])
    holder, nobody = played.callers[HOLDER], Caller(await _nobody(played))
    picture = await api.document(holder, mine["id"], "image/png")
    text = scan.decode(picture)
    keys = scan.keys_of(await api.did_document(nobody, ISSUER["organisation"]))
    must(scan.holder(scan.verify(text, keys)), played.cast.people[HOLDER].name, "the name that the picture carries")
    must(_is_genuine(scan.tampered(text), keys), expected=False, what="a tampered picture")
    must(await api.verdict(nobody, qr=text), "valid", "the service's verdict")
    page = await api.page(nobody, mine["id"], "en")
    must(mine["registration_number"] in page, expected=True, what="the page with the certificate's number")
    must(played.cast.people[HOLDER].name in page, expected=False, what="a page that names who did not agree")
    return str(mine["urls"]["page"])


async def documents(played: Championship, issued: list[Certificate]) -> int:
    """The holder's PDF, which nobody else gets. Returns its size in bytes."""
    mine = next(one for one in issued if one["subject_id"] == played.subjects[HOLDER])
    path = f"/certificates/{mine['id']}"
    answer = await played.callers[HOLDER].fetch(path, accept="application/pdf")
    must(answer.headers["content-type"], "application/pdf", "the PDF's type")
    must(answer.content[:5], b"%PDF-", "the PDF's beginning")
    must(len(answer.content) > SMALLEST_PDF, expected=True, what="the PDF's size")
    stranger = Caller(await _nobody(played))
    must(await refusal(stranger.fetch(path, accept="application/pdf")), "not-signed-in", "the PDF for nobody")
    return len(answer.content)


async def messages(played: Championship, since: datetime, mail: Mail, before: Sequence[Letter], newcomer: str) -> int:
    """Everybody who must hear of it does, once, in the inbox and by e-mail. `newcomer`: who is asked to help has letters of
    their own. Returns how many are told of the championship.
    """
    expected = deliveries(played, played.outcomes)
    expected["registration_regrouped"] = expected[
        "result_published"
    ]  # three starters are a demonstration, which all hear
    told = {**expected, "duty_offered": 1}

    async def all_sent() -> bool:
        channels = (await summary(played.organiser, since))["channels"]
        return all(channels[one]["sent"] >= sum(told.values()) for one in ("inbox", "email"))

    await until(all_sent, "the messages", SECONDS + played.installation.letters_wait)
    counted = await summary(played.organiser, since)
    for channel in ("inbox", "email"):
        must(sent(counted, channel), told, f"messages by {channel}")
    ours = [one for one in (await mail.letters())[len(before) :] if newcomer not in one.to]
    must(sum(one.messages for one in ours), expected.total(), "messages in the e-mails that the mail server has")
    await played.sign_in(GUARDIAN)
    inbox = [one async for one in inbox_of(played.callers[GUARDIAN])]
    must(len(inbox), 4 + len(played.outcomes[COMPETITORS[1]].kinds), "messages in the guardian's inbox")
    return expected.total()


async def _nobody(played: Championship) -> httpx2.AsyncClient:
    """Somebody without an account."""
    http = httpx2.AsyncClient(base_url=played.installation.url, timeout=30)
    return await played.browsers.enter_async_context(http)


def _is_genuine(text: str, keys: list[bytes]) -> bool:
    try:
        scan.verify(text, keys)
    except scan.NotGenuine:
        return False
    return True

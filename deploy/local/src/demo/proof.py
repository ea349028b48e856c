"""Act five: a picture is scanned back, a tampered one fails, a certificate is revoked and says so."""

from client.caller import refusal
from client.certificates import did_document, page, revoke, verdict, verdicts
from demo import scan
from demo.people import STRANGER
from demo.preparation import ISSUER
from demo.stage import Stage

REASON = "Результат пересмотрен апелляционной комиссией."


async def prove(stage: Stage) -> None:
    gold = next(one for one in stage.certificates if one["award"] == "gold")
    document = await did_document(stage.nobody, ISSUER["organisation"])
    keys = scan.keys_of(document)
    text = scan.decode(stage.files / f"{gold['id']}.png")
    written = (stage.files / f"{gold['id']}.txt").read_text()
    stage.checks.expect("the picture holds the QR's text", text, written)
    stage.checks.expect("offline, the signature holds", _holder(text, keys), stage.cast.people[gold["account"]].name)
    changed = scan.tampered(text)
    stage.checks.expect("offline, a tampered one fails", _holder(changed, keys), "not genuine")
    verdicts = [await verdict(stage.nobody, qr=one) for one in (text, changed)]
    stage.checks.expect("the service agrees about the genuine one", verdicts[0], "valid")
    stage.checks.expect("the service agrees about the tampered one", verdicts[1], "damaged")
    await _revoke(stage)


async def _revoke(stage: Stage) -> None:
    chosen = next(one for one in stage.certificates if one["award"] == "medallion")
    await refusal(revoke(stage.nobody, chosen["id"], REASON, public=True))
    refused = await refusal(revoke(stage.callers[STRANGER], chosen["id"], REASON, public=True))
    stage.checks.expect("another organisation's officer may not revoke", refused, "forbidden")
    revoked = await revoke(stage.officer, chosen["id"], REASON, public=True)
    stage.revoked = chosen["id"]
    shown = await page(stage.nobody, chosen["id"], "ru")
    stage.checks.expect("revoked", revoked["status"], "revoked")
    stage.checks.expect("its page says so", "отозван" in shown.lower() and REASON in shown, expected=True)
    by_number = await verdict(stage.nobody, number=chosen["registration_number"])
    stage.checks.expect("its number says so", by_number, "revoked")
    await _check_together(stage)


async def _check_together(stage: Stage) -> None:
    """As an employer does who has several applicants: codes, and the number of the revoked one."""
    good = [one for one in stage.certificates if one["id"] != stage.revoked]
    codes = [{"qr": (stage.files / f"{one['id']}.txt").read_text()} for one in good]
    number = next(one["registration_number"] for one in stage.certificates if one["id"] == stage.revoked)
    found = await verdicts(stage.nobody, *codes, {"number": number})
    stage.checks.expect("all of them checked together", found, [*["valid"] * len(good), "revoked"])


def _holder(text: str, keys: list[bytes]) -> str:
    try:
        return scan.holder(scan.verify(text, keys))
    except scan.NotGenuine:
        return "not genuine"

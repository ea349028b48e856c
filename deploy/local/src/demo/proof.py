"""Act five: a picture is scanned back, a tampered one fails, a certificate is revoked and says so."""

from demo import scan
from demo.api import CERTIFICATES, refusal
from demo.people import STRANGER
from demo.preparation import ISSUER
from demo.stage import Stage

REASON = "Результат пересмотрен апелляционной комиссией."


async def prove(stage: Stage) -> None:
    gold = next(one for one in stage.certificates if one["kind"] == "gold")
    document = await stage.nobody.get(f"/issuers/{ISSUER['organisation']}/did.json")
    keys = scan.keys_of(document)
    text = scan.decode(stage.files / f"{gold['id']}.png")
    written = (stage.files / f"{gold['id']}.txt").read_text()
    stage.checks.expect("the picture holds the QR's text", text, written)
    stage.checks.expect("offline, the signature holds", _holder(text, keys), stage.cast.people[gold["account"]].name)
    changed = scan.tampered(text)
    stage.checks.expect("offline, a tampered one fails", _holder(changed, keys), "not genuine")
    verdicts = [await _verdict(stage, {"qr": one}) for one in (text, changed)]
    stage.checks.expect("the service agrees about the genuine one", verdicts[0], "valid")
    stage.checks.expect("the service agrees about the tampered one", verdicts[1], "damaged")
    await _revoke(stage)


async def _revoke(stage: Stage) -> None:
    chosen = next(one for one in stage.certificates if one["kind"] == "medallion")
    path = f"{CERTIFICATES}/certificates/{chosen['id']}/revocation"
    body = {"reason": REASON, "public": True}
    await refusal(stage.nobody.post(path, body))
    refused = await refusal(stage.callers[STRANGER].post(path, body))
    stage.checks.expect("another organisation's officer may not revoke", refused, "forbidden")
    revoked = await stage.officer.post(path, body)
    stage.revoked = chosen["id"]
    page = (await stage.nobody.fetch(f"/certificates/{chosen['id']}", accept="text/html", params={"lang": "ru"})).text
    stage.checks.expect("revoked", revoked["status"], "revoked")
    stage.checks.expect("its page says so", "отозван" in page.lower() and REASON in page, expected=True)
    by_number = await _verdict(stage, {"number": chosen["registration_number"]})
    stage.checks.expect("its number says so", by_number, "revoked")


async def _verdict(stage: Stage, presented: dict[str, str]) -> str:
    return str((await stage.nobody.post(f"{CERTIFICATES}/verifications", presented))["verdict"])


def _holder(text: str, keys: list[bytes]) -> str:
    try:
        return scan.holder(scan.verify(text, keys))
    except scan.NotGenuine:
        return "not genuine"

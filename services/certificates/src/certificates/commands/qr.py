"""Verifies the text of a QR."""

from datetime import UTC, datetime, timedelta

from certificates.domain.issuer import Key
from certificates.domain.presented import seen
from certificates.domain.verdict import Answer, Check, Seen, Verdict
from certificates.formats import qr_text
from certificates.queries import verdicts
from certificates.wiring import App

_DAY = timedelta(days=1)


async def verify_qr(app: App, text: str) -> Verdict:
    """The whole text of a QR, or its digits alone."""
    try:
        presented = qr_text.read(text)
    except qr_text.Unreadable:
        what = seen(text)
        return verdicts.damaged(Check.FORM) if what is Seen.CODE else verdicts.unreadable(what)
    issuer = await app.issuers.coded(presented.claims.issuer)
    if issuer is None:
        return Verdict(Answer.UNKNOWN_ISSUER, (Check.FORM,), (Check.ISSUER, Check.SIGNATURE, Check.STATUS))
    key = issuer.key_with(presented.signed.key_id)
    if key is None or not _in_term(key, presented.claims) or not presented.signed.is_by(key.public):
        return verdicts.damaged(Check.FORM, Check.ISSUER, Check.SIGNATURE)
    verdict = verdicts.signed_well(await verdicts.facts_of_claims(app, issuer, presented.claims))
    return verdicts.with_status(app, verdict, await app.certificates.with_short_id(presented.claims.short_id))


def _in_term(key: Key, claims: qr_text.Claims) -> bool:
    """Whether the key signed on that day. The day is of the issuer's calendar, so one day more on both sides is meant."""
    start = datetime.combine(claims.issued_on, datetime.min.time(), UTC)
    return key.since - 2 * _DAY <= start and (key.until is None or start <= key.until + _DAY)

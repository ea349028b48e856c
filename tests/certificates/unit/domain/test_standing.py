from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.certificates.earning import GOLD, held

from certificates.domain.certificate import (
    AlreadyReplaced,
    AlreadyRevoked,
    AlreadySuspended,
    Certificate,
    Document,
    Erased,
    NoReason,
    NotSuspended,
)
from certificates.domain.particulars import Cause, Granted
from certificates.domain.register import RegistrationNumber
from certificates.domain.standing import Reinstated, Revoked, Standing, State, Superseded, Suspended
from certificates.domain.verifying.verdict import Answer, of_register

AT = datetime(2026, 11, 21, tzinfo=UTC)
LATER = AT + timedelta(days=1)
NUMBER = RegistrationNumber("47", 2026, 1)
ONE = Certificate(
    id=UUID(int=1),
    version=1,
    organisation="region-47",
    number=NUMBER,
    short_id="00000000000",
    status_entry=NUMBER.status_entry,
    subject_id=UUID(int=2),
    cause=Cause(result_id=UUID(int=3)),
    achievement=GOLD,
    context=held(),
    score=None,
    granted=Granted(AT.date()),
    issued_at=AT,
    document=Document("Ёлкина Снежана", "{}", "https://x.example/v#1"),
    digest=b"",
    standing=Standing(State.VALID, AT),
)


def test_a_revocation_is_for_good() -> None:
    revoked, happened = ONE.revoke("ошибка", public=False, by="olga", at=LATER)
    assert happened == Revoked(LATER, is_reason_public=False)
    assert revoked.standing == Standing(State.REVOKED, LATER, "olga", "ошибка", public=False)
    assert revoked.history == (ONE.standing,)
    with pytest.raises(AlreadyRevoked):
        revoked.revoke("снова", public=True, by="olga", at=LATER)
    with pytest.raises(AlreadyRevoked):
        revoked.suspend("снова", public=True, by="olga", at=LATER)
    with pytest.raises(AlreadyRevoked):
        revoked.reinstate(by="olga", at=LATER)


def test_a_suspension_ends() -> None:
    suspended, happened = ONE.suspend("проверка", public=True, by="olga", at=AT)
    assert happened == Suspended(AT, is_reason_public=True)
    with pytest.raises(AlreadySuspended):
        suspended.suspend("снова", public=True, by="olga", at=LATER)
    reinstated, ended = suspended.reinstate(by="olga", at=LATER)
    assert (reinstated.standing, ended) == (Standing(State.VALID, LATER, "olga"), Reinstated(LATER))
    said, _ = suspended.reinstate(" Проверка закончена. ", by="olga", at=LATER)
    assert said.standing == Standing(State.VALID, LATER, "olga", "Проверка закончена.")
    assert said.history == (ONE.standing, suspended.standing)
    assert suspended.revoke("итог", public=True, by="olga", at=LATER)[0].standing.state is State.REVOKED


def test_a_newer_certificate_takes_the_place_of_one() -> None:
    newer = UUID(int=9)
    replaced, happened = ONE.supersede(newer, "опечатка", by="olga", at=LATER)
    assert (replaced.newer, replaced.standing.state, happened) == (newer, State.SUPERSEDED, Superseded(LATER, newer))
    with pytest.raises(AlreadyReplaced):
        replaced.supersede(newer, "снова", by="olga", at=LATER)


def test_what_is_not_suspended_cannot_be_reinstated() -> None:
    with pytest.raises(NotSuspended):
        ONE.reinstate(by="olga", at=AT)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nothing_is_taken_without_a_reason(reason: str) -> None:
    with pytest.raises(NoReason):
        ONE.revoke(reason, public=False, by="olga", at=AT)
    with pytest.raises(NoReason):
        ONE.suspend(reason, public=False, by="olga", at=AT)


def test_an_erased_document_is_gone_and_the_register_entry_stays() -> None:
    forgotten = ONE.forget()
    assert (forgotten.number, forgotten.standing) == (ONE.number, ONE.standing)
    with pytest.raises(Erased):
        _ = forgotten.handed_out


@pytest.mark.parametrize(("public", "told"), [(True, "ошибка"), (False, None)])
def test_a_verifier_is_told_why_only_where_that_is_public(public: bool, told: str | None) -> None:
    revoked, _ = ONE.revoke("ошибка", public=public, by="olga", at=LATER)
    verdict = of_register(revoked, LATER)
    assert (verdict.answer, verdict.since, verdict.reason) == (Answer.REVOKED, LATER, told)


def test_a_valid_certificate_has_no_since() -> None:
    assert of_register(replace(ONE, standing=Standing(State.VALID, LATER)), LATER).since is None

"""What one certificate says in its credential, as the texts that stand there."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from certificates.domain.achievement import Achievement
from certificates.domain.certificate import Certificate, Document
from certificates.domain.draft import Draft
from certificates.domain.marks import modules_of, points_in
from certificates.domain.particulars import Cause, Granted, Score
from certificates.domain.register import StatusEntry
from certificates.formats.data_integrity import timestamp
from certificates.formats.openbadge import Values, role_in


def of_draft(draft: Draft) -> Values:
    return values(
        id=draft.id,
        subject_id=draft.subject_id,
        name=draft.name,
        number=str(draft.number),
        status_entry=draft.number.status_entry,
        at=draft.issued_at,
        score=draft.score,
        role=role_in(draft.team.name, draft.achievement) if draft.team else "",
        expires_on=draft.expires_on,
        valid_from=_over_before(draft.issued_at, draft.expires_on, draft.granted),
        **_said(draft.achievement, draft.granted, draft.cause),
    )


def of_certificate(certificate: Certificate, document: Document) -> Values:
    return values(
        id=certificate.id,
        subject_id=certificate.subject_id,
        name=document.name,
        number=str(certificate.number),
        status_entry=certificate.status_entry,
        at=certificate.issued_at,
        score=certificate.score,
        role=role_in(document.team, certificate.achievement) if document.team else "",
        expires_on=certificate.expires_on,
        valid_from=_over_before(certificate.issued_at, certificate.expires_on, certificate.granted),
        **_said(certificate.achievement, certificate.granted, certificate.cause),
    )


def values(
    *,
    id: UUID,
    subject_id: UUID,
    name: str,
    number: str,
    status_entry: StatusEntry,
    at: datetime,
    score: Score | None,
    role: str = "",
    expires_on: date | None = None,
    valid_from: date | None = None,
    awarded: str = "",
    result: str = "",
    hours: str = "",
    level: str = "",
    basis: str = "",
    evidence: str = "",
    marks: tuple[str, ...] = (),
) -> Values:
    return Values(
        str(id),
        str(subject_id),
        name,
        number,
        str(status_entry.list),
        str(status_entry.index),
        timestamp(at) if valid_from is None else _midnight(valid_from),
        valid_until=_midnight(expires_on),
        awarded=awarded,
        role=role,
        total=score.total if score else "",
        points=str(score.points) if score and score.points is not None else "",
        result=result,
        hours=hours,
        level=level,
        basis=basis,
        evidence=evidence,
        marks=marks,
    )


def _said(achievement: Achievement, granted: Granted, cause: Cause) -> dict[str, Any]:
    """What the award brought, else what the achievement says. A result is awarded when it is published, and needs no day of its own
    unless an officer gave one."""
    beside = granted.particulars
    hours = achievement.hours if beside.hours is None else beside.hours
    general = achievement.level.in_language(granted.language) if achievement.level else ""
    return {
        "awarded": _midnight(granted.on) if cause.award_id or granted.is_dated else "",
        "result": beside.result or "",
        "hours": "" if hours is None else str(hours),
        "level": beside.level or general,
        "basis": beside.basis or "",
        "evidence": beside.evidence or "",
        "marks": tuple(_value(one.mark) for one in modules_of(achievement, granted) if one.mark),
    }


def _value(mark: str) -> str:
    """Of a number without what there was to reach, which its description says."""
    points = points_in(mark)
    return points.value if points else mark


def _over_before(at: datetime, expires_on: date | None, granted: Granted) -> date | None:
    """Of what was over before it was issued, the day on which it began: a term never ends before it begins."""
    return granted.on if expires_on is not None and expires_on <= at.date() else None


def _midnight(day: date | None) -> str:
    return timestamp(datetime(day.year, day.month, day.day, tzinfo=UTC)) if day else ""

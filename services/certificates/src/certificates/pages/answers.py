"""Verdicts in words: the answer first, then how we know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from certificates.api.file_problems import told
from certificates.documents.words import out_of, reason_in
from certificates.domain.verifying.verdict import Answer, Check, Facts, Presented, Verdict
from shared.text import Text
from shared.web.formats import Formats
from shared.web.i18n import Gettext

MEANINGS: Mapping[Answer, str] = {
    Answer.VALID: "good",
    Answer.SUSPENDED: "attention",
    Answer.SUPERSEDED: "attention",
    Answer.EXPIRED: "attention",
    Answer.NOT_YET_VALID: "attention",
    Answer.UNKNOWN_ISSUER: "attention",
    Answer.UNREADABLE: "attention",
    Answer.REVOKED: "bad",
    Answer.ALTERED: "bad",
    Answer.DAMAGED: "bad",
    Answer.UNKNOWN_CERTIFICATE: "bad",
}


@dataclass(frozen=True, slots=True)
class AnswerText:
    """What a page says of a verdict."""

    meaning: str
    title: str
    lines: Sequence[str]
    facts: Sequence[tuple[str, str]]
    checked: Sequence[str]
    unchecked: Sequence[str]


def answer_text(verdict: Verdict, _: Gettext, formats: Formats) -> AnswerText:
    return AnswerText(
        MEANINGS[verdict.answer],
        titles(_)[verdict.answer],
        _lines(verdict, _, formats),
        facts(verdict.facts, _, formats),
        [checks(_)[check] for check in verdict.checked],
        [checks(_)[check] for check in verdict.unchecked],
    )


def titles(_: Gettext) -> Mapping[Answer, str]:
    """The first line of the page."""
    return {
        Answer.VALID: _("The certificate is valid"),
        Answer.SUSPENDED: _("The certificate is suspended"),
        Answer.REVOKED: _("The certificate is revoked"),
        Answer.SUPERSEDED: _("The certificate was replaced by a newer one"),
        Answer.EXPIRED: _("The certificate has expired"),
        Answer.NOT_YET_VALID: _("The certificate is not valid yet"),
        Answer.UNKNOWN_ISSUER: _("The issuer is not known here"),
        Answer.ALTERED: _("The certificate was altered"),
        Answer.DAMAGED: _("The code was damaged or altered"),
        Answer.UNREADABLE: _("This is not a certificate of ours"),
        Answer.UNKNOWN_CERTIFICATE: _("There is no such certificate"),
    }


def meanings(_: Gettext) -> Mapping[Answer, str]:
    """What it means for the person who asked."""
    return {
        Answer.VALID: _("The issuer stands by it."),
        Answer.SUSPENDED: _("The issuer took it out of force until a question is settled. Do not rely on it now."),
        Answer.REVOKED: _("The issuer took it back. Do not rely on it."),
        Answer.SUPERSEDED: _("The issuer gave out a new one in its place. Ask the holder for that."),
        Answer.EXPIRED: _("Ask the holder for a newer one."),
        Answer.NOT_YET_VALID: _("By its own words it begins later. Do not rely on it before."),
        Answer.UNKNOWN_ISSUER: _(
            "Nobody here vouches for who signed it. Ask whoever gave it to you where it can be checked."
        ),
        Answer.ALTERED: _("The signature does not match what it says. Do not rely on it; ask to see the original."),
        Answer.DAMAGED: _("Scan it again; if the answer stays the same, do not rely on it."),
        Answer.UNREADABLE: _(
            "Point the camera at the square code in the lower right corner of the certificate, or type the id below it."
        ),
        Answer.UNKNOWN_CERTIFICATE: _("No register here has it. Check what you typed against the paper."),
    }


def presented(_: Gettext) -> Mapping[Presented, str]:
    """What was presented instead."""
    return {
        Presented.NOTHING: _("Nothing was given."),
        Presented.WEB_ADDRESS: _("It is the address of another page."),
        Presented.OTHER_CERTIFICATE: _("It is a document of another system."),
        Presented.CODE: _("It is the text of a code."),
        Presented.CERTIFICATE_ADDRESS: _("It is the address of a certificate on another site."),
        Presented.JSON: _("It is data without a signature that can be checked here."),
        Presented.MALFORMED: _("It is a credential that is not built as the standard says."),
        Presented.DIGITS: _("These digits are incomplete, or belong to something else."),
        Presented.MISTYPED: _("There is a typing error: compare it with the paper."),
        Presented.TEXT: _("It is text that is neither a number, an id, nor a code of ours."),
        Presented.FILE: _("Nothing in it can be checked."),
    }


def checks(_: Gettext) -> Mapping[Check, str]:
    return {
        Check.FORM: _("its form"),
        Check.ISSUER: _("who issued it"),
        Check.SIGNATURE: _("the signature"),
        Check.TERM: _("its term"),
        Check.STATUS: _("whether it was revoked or suspended"),
        Check.REGISTER: _("the issuer's register"),
    }


def facts(said: Facts, _: Gettext, formats: Formats) -> list[tuple[str, str]]:
    """Term and description, of what is known."""
    rows = (
        (_("Holder"), said.name),
        (_("In the team"), "; ".join(said.members)),
        (_("Team"), said.team),
        (_("Achievement"), _in(said.title, _)),
        (_("Skill"), _in(said.skill, _)),
        (contexts(_).get(said.context_kind, _("Where")), where(said, _)),
        (_("Scale score"), str(said.points) if said.points is not None else None),
        (_("Score"), _total(said, _, formats)),
        (_("Issued by"), _in(said.issuer, _)),
        (_("Issued"), formats.day(said.issued_on) if said.issued_on else None),
        (_("Valid until"), formats.day(said.expires_on) if said.expires_on else None),
        (_("Registration number"), said.number),
        (_("Duplicate"), _("in place of a paper that was lost") if said.is_duplicate else None),
    )
    return [(term, text) for term, text in rows if text]


def where(said: Facts, _: Gettext) -> str | None:
    """Nothing where a course is called the same as what it gives: it is told once."""
    place, title = _in(said.context, _), _in(said.title, _)
    return None if place and title and place.casefold() == title.casefold() else place


def contexts(_: Gettext) -> Mapping[str, str]:
    """What the place is called where something was earned."""
    return {"championship": _("Championship"), "course": _("Programme"), "event": _("Event")}


def _total(said: Facts, _: Gettext, formats: Formats) -> str | None:
    if said.total is None:
        return None
    return _("{total} of {out_of}", total=formats.mark(said.total), out_of=out_of(said.out_of, formats))


def details(verdict: Verdict, _: Gettext, formats: Formats) -> list[str]:
    """What belongs to this one alone: since when, why, what it was instead."""
    lines = []
    if verdict.since and verdict.answer in {Answer.REVOKED, Answer.SUSPENDED, Answer.SUPERSEDED, Answer.EXPIRED}:
        lines.append(_("Since {moment}.", moment=formats.moment(verdict.since)))
    if verdict.since and verdict.answer is Answer.NOT_YET_VALID:
        lines.append(_("From {moment} on.", moment=formats.moment(verdict.since)))
    if reason := reason_in(verdict.reason, _):
        lines.append(_("Reason: {reason}", reason=reason))
    elif verdict.answer in {Answer.REVOKED, Answer.SUSPENDED}:
        lines.append(_("The issuer did not make the reason public."))
    if verdict.fault:
        lines.extend(told(verdict.fault, _))
    elif verdict.presented:
        lines.append(presented(_)[verdict.presented])
    if verdict.where:
        lines.append(_("The fault is at {place}.", place=verdict.where))
    return lines


def _lines(verdict: Verdict, _: Gettext, formats: Formats) -> list[str]:
    as_of = [_("Status as of {moment}.", moment=formats.moment(verdict.as_of))] if verdict.as_of else []
    return [meanings(_)[verdict.answer], *details(verdict, _, formats), *as_of]


def _in(text: Text | None, _: Gettext) -> str | None:
    return text.in_language(_.language) if text else None

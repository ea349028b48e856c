"""What a certificate says, in words: on its page, on paper, in lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from certificates.domain.achievement import Achievement
from certificates.domain.certificate import Certificate
from certificates.domain.context import Context
from certificates.domain.marks import modules_of
from certificates.domain.standing import Ground, OfItself, Reason
from certificates.domain.wording import Module
from shared.text import unquoted
from shared.web.formats import Formats
from shared.web.i18n import Gettext, Language


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a kind is called in lists, what heads its paper, and which verb leads to the name, which stays in the nominative."""

    name: str
    heading: str
    verb: str


def reason_in(reason: Reason | None, _: Gettext) -> str | None:
    """As it was written, else worded for who reads it."""
    if not isinstance(reason, OfItself):
        return reason
    return grounds(_)[reason.ground]


def grounds(_: Gettext) -> Mapping[Ground, str]:
    return {
        Ground.DUPLICATE: _("A duplicate was issued."),
        Ground.AWARD: _("The award was corrected."),
        Ground.RESULT: _("The result was corrected."),
        Ground.NOT_EARNED: _("The result was corrected: it does not earn this any more."),
    }


def kinds(_: Gettext) -> dict[str, KindWords]:
    """Of the kinds that are known; an unknown one has none."""
    receives, awarded = _("This certificate is received by"), _("is awarded to")
    return {
        "course": KindWords(_("Course completed"), _("Certificate of training"), receives),
        "competence": KindWords(_("Competence confirmed"), _("Certificate of a confirmed skill"), receives),
        "demonstration-exam": KindWords(
            _("Demonstration examination"), _("Certificate of a demonstration examination"), receives
        ),
        "participation": KindWords(_("Took part"), _("Participant’s certificate"), receives),
        "award": KindWords(_("Medal or degree"), _("Diploma"), awarded),
        "winner": KindWords(_("Winner"), _("Winner’s diploma"), awarded),
        "prize-taker": KindWords(_("Prize-taker"), _("Prize-taker’s diploma"), awarded),
        "team": KindWords(_("Team’s award"), _("Diploma"), _("is awarded to the team")),
        "mentor": KindWords(_("Mentor of the awarded"), _("Mentor’s certificate"), receives),
        "expert": KindWords(_("Expert of a jury"), _("Expert’s certificate"), receives),
        "volunteer": KindWords(_("Volunteer’s help"), _("Volunteer’s certificate"), receives),
        "thanks": KindWords(_("Thanks"), _("Letter of thanks"), awarded),
    }


def kind_words(achievement: Achievement, _: Gettext) -> KindWords:
    """Of an unknown kind, what may be said of all."""
    holder = _("Team") if achievement.is_for_team else _("Holder")
    return kinds(_).get(achievement.kind) or KindWords(achievement.kind, _("Certificate"), holder)


def described(certificate: Certificate, language: Language) -> str:
    """What was earned, and in which skill."""
    parts = (certificate.achievement.title, certificate.context.skill_name)
    return ": ".join(part.in_language(language) for part in parts if part)


def team_of(certificate: Certificate, _: Gettext) -> str:
    """What its holder was in which team, or nothing."""
    if certificate.document is None or certificate.document.team is None:
        return ""
    team = unquoted(certificate.document.team)
    if certificate.achievement.is_for_mentor:
        return _("Mentor of the team “{team}”", team=team)
    return _("As a member of the team “{team}”", team=team)


def score_of(certificate: Certificate, _: Gettext, formats: Formats) -> str:
    """The result behind it in words, or nothing where the certificate does not carry it."""
    score = certificate.score
    if score is None:
        return ""
    total, most = formats.mark(score.total), out_of(Decimal(score.out_of), formats)
    if score.points is None:
        return _("Total {total} of {out_of}", total=total, out_of=most)
    n = score.points
    points = {
        "ws700": _("WorldSkills scale score {n}, where 700 is the middle", n=n),
        "ws700-mean-deviation": _("WorldSkills scale score {n}, where 700 is the middle", n=n),
        "ws500": _("WorldSkills scale score {n}, where 500 is the middle", n=n),
    }.get(score.scale, _("scale score {n}", n=n))
    return _("Total {total} of 100, {points}", total=total, points=points)


def out_of(most: Decimal, formats: Formats) -> str:
    """What there was to reach, without decimals where it has none."""
    return str(int(most)) if most == int(most) else formats.mark(most)


def earned_in(achievement: Achievement, context: Context, language: Language) -> str:
    """What championship, course or event is called; nothing where the achievement is called the same, or there is none."""
    if context.title is None:
        return ""
    said, earned = context.title.in_language(language), achievement.title.in_language(language)
    return "" if said.casefold() == earned.casefold() else said


def beside(certificate: Certificate, _: Gettext, formats: Formats) -> list[tuple[str, str]]:
    """Term and description of what else it says, in the order of a course's certificate; what is empty is left out."""
    return [(term, text) for term, text in _beside(certificate, _, formats) if text]


def _beside(certificate: Certificate, _: Gettext, formats: Formats) -> Iterator[tuple[str, str]]:
    achievement, context = certificate.achievement, certificate.context
    said = certificate.granted.particulars
    hours = achievement.hours if said.hours is None else said.hours
    level = achievement.level.in_language(formats.language) if achievement.level else ""
    yield _("Academic hours"), "" if hours is None else str(hours)
    if context.starts_on and context.ends_on:
        yield _("Held"), formats.span(context.starts_on, context.ends_on)
    yield _("Level"), said.level or level
    yield _("Result"), said.result or ""
    yield _("Modules"), "; ".join(_module(one, _) for one in modules_of(achievement, certificate.granted))
    yield _("Evidence"), said.evidence or ""
    yield _("Basis"), said.basis or ""
    if certificate.cause.award_id or certificate.granted.is_dated:
        yield _("Granted"), formats.day(certificate.granted.on)
    if certificate.expires_on:
        yield _("Valid until"), formats.day(certificate.expires_on)


def _module(module: Module, _: Gettext) -> str:
    text = module.title if module.hours is None else _("{title} ({n} h)", title=module.title, n=module.hours)
    return f"{text}: {module.mark}" if module.mark else text


@dataclass(frozen=True, slots=True)
class ModuleTable:
    """Modules and the holder's marks: only columns in which something stands."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def module_table(certificate: Certificate, _: Gettext) -> ModuleTable:
    """Empty where titles are all there is to say."""
    modules = modules_of(certificate.achievement, certificate.granted)
    columns = {
        _("Module or section"): [one.title for one in modules],
        _("Hours"): ["" if one.hours is None else str(one.hours) for one in modules],
        _("Mark"): [one.mark or "" for one in modules],
    }
    said = {column: cells for column, cells in columns.items() if any(cells)}
    return ModuleTable(tuple(said), tuple(zip(*said.values(), strict=True))) if len(said) > 1 else ModuleTable()

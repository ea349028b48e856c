"""What each need, answer and act of erasure is called."""

from collections.abc import Mapping

from competitions.domain.needs.asked import Outcome, WhyErased
from competitions.domain.needs.companions import CompanionRole
from competitions.domain.needs.readings import Where
from competitions.domain.needs.venue import Line, Thing
from competitions.domain.needs.words import Need
from shared.web.i18n import Gettext


def need_names(_: Gettext) -> Mapping[Need, str]:
    return {
        Need.STEP_FREE: _("A way without steps"),
        Need.WORKPLACE: _("A workplace of another height or with more room"),
        Need.LIGHT: _("Other light"),
        Need.SOUND: _("Amplified sound"),
        Need.SIGN_LANGUAGE: _("Sign language"),
        Need.LARGE_PRINT: _("Large print"),
        Need.BRAILLE: _("Braille"),
        Need.SCREEN_READER: _("A screen reader"),
        Need.MORE_TIME: _("More time, or breaks"),
        Need.OWN_AIDS: _("Aids that I bring myself"),
        Need.ASSISTANT: _("An assistant"),
        Need.GUIDE_DOG: _("A guide dog comes with me"),
        Need.MEDICINE: _("Medicine that has to be kept"),
        Need.DIET: _("Other food"),
        Need.OTHER: _("Something else"),
    }


def need_hints(_: Gettext) -> Mapping[Need, str]:
    """What to say about those of which a description is needed."""
    return {
        Need.OWN_AIDS: _("Name each of them: it is allowed beforehand, so that nobody is stopped on the day."),
        Need.DIET: _("What you eat, or do not eat."),
        Need.OTHER: _("What helps. No diagnosis."),
    }


def outcome_names(_: Gettext) -> Mapping[Outcome, str]:
    return {
        Outcome.GRANTED: _("Granted"),
        Outcome.INSTEAD: _("Something else instead"),
        Outcome.DECLINED: _("Declined"),
    }


def ground_names(_: Gettext) -> Mapping[WhyErased, str]:
    return {
        WhyErased.PUBLISHED: _("30 days have passed since the results"),
        WhyErased.OVER: _("the championship was long ago"),
        WhyErased.ENDED: _("the entry has ended"),
        WhyErased.LEFT: _("no longer in the team"),
        WhyErased.TAKEN_BACK: _("taken back by who asked"),
        WhyErased.NO_CONSENT: _("the consent was refused or withdrawn"),
        WhyErased.PERSON: _("the person is erased"),
    }


def where_names(_: Gettext) -> Mapping[Where, str]:
    return {
        Where.ENTRY: _("all that was asked for"),
        Where.LIST: _("the venue's list"),
        Where.FILE: _("the venue's list as a file"),
    }


def companion_roles(_: Gettext) -> Mapping[CompanionRole, str]:
    return {
        CompanionRole.COMPANION: _("companion"),
        CompanionRole.SIGN_INTERPRETER: _("interpreter of sign language"),
        CompanionRole.TYPHLO_INTERPRETER: _("interpreter for who does not see"),
        CompanionRole.ASSISTANT: _("assistant"),
        CompanionRole.TUTOR: _("tutor"),
        CompanionRole.PARENT: _("parent"),
    }


def thing_text(_: Gettext, thing: Thing) -> str:
    """As it stands on the venue's list."""
    name = need_names(_)[thing.need] if thing.need else None
    parts = [thing.text, _.n("{n} minute more", "{n} minutes more", thing.minutes) if thing.minutes else None]
    said = "; ".join(part for part in parts if part)
    return f"{name}: {said}" if name and said else name or said


def things_text(_: Gettext, line: Line) -> list[str]:
    return [thing_text(_, thing) for thing in line.things]

"""What a certificate says on a ceremonial sheet: what it is, whom it honours, for what, at which event.

One sentence runs through: «Диплом — награждается — name — золотая медаль в компетенции …». The name stays in the nominative.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from certificates.documents.shelf import suiting
from certificates.domain.achievement import Award
from certificates.domain.certificate import Certificate
from shared.text import Text, unquoted
from shared.web.i18n import Gettext, Language, texts

_MEDALS: Final = ("gold", "silver", "bronze")
_PLACE: Final = re.compile(r"place-([1-9]\d?)(-team)?")
"""The codes of places in rulesets."""


def design_of(certificate: Certificate) -> str:
    """The id of the design that it is printed in where nobody asks for another: by what it is for."""
    return suiting(_occasion(certificate.achievement.award))


def medal_of(award: Award) -> str | None:
    """Which medal is drawn: of a medal its own, of the first three places that of the same step."""
    if award.code in _MEDALS:
        return award.code
    place = _PLACE.fullmatch(award.code)
    return _MEDALS[int(place[1]) - 1] if place and int(place[1]) <= len(_MEDALS) else None


def _occasion(award: Award) -> str:
    if award.is_for_mentor:
        return "thanks"
    if award.for_taking_part:
        return "participation"
    if award.is_for_team:
        return "team"
    if _PLACE.fullmatch(award.code):
        return "place"
    return "medal" if award.code in {*_MEDALS, "medallion"} else award.code


@dataclass(frozen=True, slots=True)
class Sentence:
    heading: str
    degree: str
    """Below the heading: «II степени»."""
    verb: str
    earned: str
    """The award with its skill, the largest thing after the name."""


def sentence(certificate: Certificate, _: Gettext, language: Language) -> Sentence:
    award, skill = certificate.achievement.award, certificate.achievement.skill
    heading, verb = _head(award, _)
    degree, deed = parted(heading, award.title.in_language(language))
    return Sentence(heading, degree, verb, in_skill(deed, skill, _, language))


def ceremonial(certificate: Certificate, language: Language) -> Mapping[str, str]:
    """What a diploma says otherwise than a plain sheet."""
    _ = texts("certificates", language)
    said = sentence(certificate, _, language)
    return {
        "document": said.heading,
        "degree": said.degree,
        "confirms": said.verb,
        "earned": said.earned,
        "event": certificate.achievement.championship.in_language(language),
        "number_label": _("Reg. no."),
        "scan": _("To check: point a camera at the code, or open"),
        "short_label": _("and type the code"),
    }


def in_skill(award: str, skill: Text, _: Gettext, language: Language) -> str:
    """«Золотая медаль в компетенции «Веб-технологии»»."""
    return _("{award} in the skill “{skill}”", award=award, skill=unquoted(skill.in_language(language)))


def _head(award: Award, _: Gettext) -> tuple[str, str]:
    """What the sheet is called, and the verb that leads to the name."""
    occasion = _occasion(award)
    if occasion == "thanks":
        return _("Letter of thanks"), _("is awarded to")
    if occasion == "participation":
        return _("Participant’s certificate"), _("This certificate is received by")
    return _("Diploma"), _("is awarded to the team") if award.is_for_team else _("is awarded to")


def parted(heading: str, title: str) -> tuple[str, str]:
    """Degree and deed of a title that begins with its heading: «Диплом I степени, победитель», «Благодарственное письмо за …»."""
    if not title.casefold().startswith(heading.casefold() + " "):
        return "", title
    rest = title[len(heading) + 1 :]
    degree, comma, deed = rest.partition(", ")
    if comma:
        return degree, deed
    return "", rest if rest[
        :1
    ].islower() else title  # «за подготовку …» reads on by itself, «I степени команде» does not

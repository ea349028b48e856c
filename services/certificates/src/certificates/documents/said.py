"""What a certificate says on a ceremonial sheet: what it is, whom it honours, for what, at which event.

One sentence runs through: «Диплом – награждается – name – золотая медаль в компетенции …». The name stays in the nominative.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from certificates.documents.settable import Rows
from certificates.documents.shelf import chosen
from certificates.documents.words import beside, earned_in, kind_words, module_table
from certificates.domain.achievement import Achievement
from certificates.domain.certificate import Certificate
from certificates.domain.context import Context
from shared.text import unquoted
from shared.web.formats import Formats
from shared.web.i18n import Gettext, Language, texts

_MEDALS: Final = ("gold", "silver", "bronze")
_PLACE: Final = re.compile(r"place-([1-3])(-team)?")
"""The codes of the first places in rulesets."""
_OTHER: Final[Mapping[Language, Language]] = {"ru": "en", "en": "ru"}


def design_of(certificate: Certificate) -> str:
    """The id of the design that it is printed in: what its achievement names, else what suits its kind."""
    return chosen(certificate.achievement.design, certificate.achievement.kind)


def medal_of(achievement: Achievement) -> str | None:
    """Which medal is drawn: of a ruleset's medal its own, of the first three places that of the same step."""
    code = achievement.made_of.code if achievement.made_of else ""
    if code in _MEDALS:
        return code
    place = _PLACE.fullmatch(code)
    return _MEDALS[int(place[1]) - 1] if place else None


@dataclass(frozen=True, slots=True)
class Sentence:
    heading: str
    degree: str
    """Below the heading: «I степени»."""
    verb: str
    earned: str
    """What was earned, with the skill: the largest thing after the name."""


def sentence(certificate: Certificate, _: Gettext, language: Language) -> Sentence:
    achievement, skill = certificate.achievement, certificate.context.skill_name
    title = achievement.title.in_language(language)
    words, thanks = kind_words(achievement, _), _("Letter of thanks")
    heading, verb = words.heading, words.verb
    if _begins(title, thanks):
        heading, verb = thanks, _("is awarded to")
    degree, deed = parted(heading, title)
    if skill is not None:
        deed = _("{award} in the skill “{skill}”", award=deed, skill=unquoted(skill.in_language(language)))
    return Sentence(heading, degree, verb, deed)


def ceremonial(certificate: Certificate, language: Language, zone: tzinfo) -> Mapping[str, str | Rows]:
    """What a design says otherwise than a plain sheet, or beside it."""
    _, formats = texts("certificates", language), Formats(language, zone)
    said, context = sentence(certificate, _, language), certificate.context
    return {
        "document": said.heading,
        "degree": said.degree,
        "confirms": said.verb,
        "earned": said.earned,
        "event": earned_in(certificate.achievement, context, language),
        "dates": _held(context, formats),
        "particulars": beside(certificate, _, formats),
        **_modules(certificate, _),
        "number_label": _("Reg. no."),
        "scan": _("To check: point a camera at the code, or open"),
        "short_label": _("and type the code"),
        **_in_the_other(certificate, language),
    }


def _modules(certificate: Certificate, _: Gettext) -> Mapping[str, str | Rows]:
    """For a design that has a table of them. `modules_term`: under which `particulars` say the same in a line."""
    table = module_table(certificate, _)
    return {
        "modules": table.rows,
        "module_columns": [(one,) for one in table.columns],
        "modules_term": _("Modules"),
    }


def _held(context: Context, formats: Formats) -> str:
    return formats.span(context.starts_on, context.ends_on) if context.starts_on and context.ends_on else ""


def _in_the_other(certificate: Certificate, language: Language) -> Mapping[str, str]:
    """Heading and award once more, where the certificate is in both languages."""
    if certificate.granted.language != "both":
        return {}
    other = _OTHER[language]
    said = sentence(certificate, texts("certificates", other), other)
    return {"other_language": other, "other_document": said.heading, "other_earned": said.earned}


def _begins(title: str, heading: str) -> bool:
    return title.casefold().startswith(heading.casefold() + " ")


def parted(heading: str, title: str) -> tuple[str, str]:
    """Degree and deed of a title that begins with its heading: «Диплом I степени, победитель», «Благодарственное письмо за …»."""
    if not _begins(title, heading):
        return "", title
    rest = title[len(heading) + 1 :]
    degree, comma, deed = rest.partition(", ")
    if comma:
        return degree, deed
    return "", rest if rest[
        :1
    ].islower() else title  # «за подготовку …» reads on by itself, «I степени команде» does not

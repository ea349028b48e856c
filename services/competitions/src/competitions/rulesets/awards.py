"""Whether what a ruleset awards can be given, printed and told."""

from collections.abc import Iterator
from typing import Final

from competitions.domain.entering.rules import Mentoring
from competitions.domain.results.awards import Award, Whom
from competitions.domain.ruleset import Ruleset
from competitions.rulesets.shape import Wrong

LONGEST_TITLE: Final = 100
LONGEST_CRITERIA: Final = 300


def unfit_awards(ruleset: Ruleset) -> Iterator[Wrong]:
    for at, one in enumerate(ruleset.awards):
        path = ("awards", at)
        for wrong in (*_texts(one), *_condition(one), *_holder(one, ruleset), *_telling(one, ruleset)):
            yield Wrong((*path, *wrong.path), wrong.problem, wrong.mend)


def _texts(award: Award) -> Iterator[Wrong]:
    for key, text, longest in (("title", award.title, LONGEST_TITLE), ("criteria", award.criteria, LONGEST_CRITERIA)):
        for language, said in (("ru", text.ru), ("en", text.en)):
            if len(said) > longest:
                yield Wrong((key, language), f"has {len(said)} signs.", f"Write at most {longest}: it is printed.")
            if len(said.splitlines()) > 1:
                yield Wrong((key, language), "has more than one line.", "Write it in one line: it is printed.")


def _condition(award: Award) -> Iterator[Wrong]:
    if award.medal and award.first_place:
        yield Wrong(("first_place",), "is a place beside a medal.", "Name one of the two.")
    if award.and_further and (not award.first_place or award.last_place):
        mend = "Write first_place beside it, and no last_place."
        yield Wrong(("and_further",), "goes on from no place, or ends.", mend)
    if award.last_place and (not award.first_place or award.last_place < award.first_place):
        mend = "Write first_place, and a last_place from there on."
        yield Wrong(("last_place",), "ends before it begins.", mend)


def _holder(award: Award, ruleset: Ruleset) -> Iterator[Wrong]:
    if award.whom is Whom.MENTOR and ruleset.team.mentor is Mentoring.NO:
        mend = 'Write mentor = "optional" or "required" under [team], or leave the award out.'
        yield Wrong(("whom",), "is for mentors, where teams have none.", mend)


def _telling(award: Award, ruleset: Ruleset) -> Iterator[Wrong]:
    """152-FZ, article 10: what travels with a person's result must not tell that the list of entrants is special."""
    if not ruleset.privacy.special_category:
        return
    names = [one.casefold() for one in (ruleset.id, ruleset.name.ru, ruleset.name.en)]
    said = {
        ("code",): award.code,
        ("title", "ru"): award.title.ru,
        ("title", "en"): award.title.en,
        ("criteria", "ru"): award.criteria.ru,
        ("criteria", "en"): award.criteria.en,
    }
    for path, text in said.items():
        if any(name in text.casefold() for name in names):
            problem = "names the programme, where taking part is special-category data."
            yield Wrong(path, problem, "Leave it out: the certificate names the championship itself.")

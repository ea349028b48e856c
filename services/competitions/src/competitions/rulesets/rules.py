"""What holds of a ruleset as a whole: its parts fit together, and there is what they name."""

from collections.abc import Container, Iterator
from typing import Final

from competitions.consent_texts import read_all as read_texts
from competitions.domain.categories.groups import gaps, overlapping
from competitions.domain.categories.holding import Below
from competitions.domain.consents.records import ConsentRules, Purpose
from competitions.domain.records.publicity import PublicItem
from competitions.domain.ruleset import Ruleset
from competitions.rulesets.awards import unfit_awards
from competitions.rulesets.results import unfit_results
from competitions.rulesets.shape import Wrong
from competitions.rulesets.values import MOST

NEVER_UNASKED: Final = frozenset({PublicItem.NAME, PublicItem.SCORE, PublicItem.PHOTO})
"""Wider than initials: only who said yes is shown so (152-FZ, article 10.1)."""


def broken(ruleset: Ruleset) -> Iterator[Wrong]:
    yield from unfit_results(ruleset)
    yield from _marks(ruleset)
    yield from _categories(ruleset)
    yield from _starters(ruleset)
    yield from without_text(ruleset.consents, {purpose for purpose, text in read_texts().items() if text.version})
    yield from _asked_twice(ruleset.consents)
    yield from _public(ruleset)
    yield from _protected(ruleset)
    yield from _needs(ruleset)
    yield from unfit_awards(ruleset)


def _marks(ruleset: Ruleset) -> Iterator[Wrong]:
    for key, value, least, most in (
        ("marks_total", ruleset.marks_total, 1, MOST),
        ("wsos_variation", ruleset.wsos_variation, 0, 100),
    ):
        if not least <= value <= most:
            yield Wrong((key,), f"is {value}.", f"Write a number from {least} to {most}.")


def _categories(ruleset: Ruleset) -> Iterator[Wrong]:
    numbers = {one.code: at for at, one in enumerate(ruleset.categories)}
    for at, one in enumerate(ruleset.categories):
        if not one.ages:
            yield Wrong(("categories", at, "oldest"), "is less than youngest.", "Write an age from youngest on.")
    if not ruleset.age.overlap:
        for one, other in overlapping(ruleset.categories):
            said = f"overlaps {other.code}: somebody fits both."
            mend = "Part the ages or statuses, or write overlap = true under [age]: then the entrant chooses."
            yield Wrong(("categories", numbers[one.code]), f"({one.code}) {said}", mend)
    if not ruleset.age.gap:
        for one, age in gaps(ruleset.categories):
            mend = "Close the gap, or write gap = true under [age]: then they cannot be entered."
            yield Wrong(
                ("categories", numbers[one.code], "oldest"), f"leaves a gap: no category takes people of {age}.", mend
            )


def _starters(ruleset: Ruleset) -> Iterator[Wrong]:
    rules, codes = ruleset.starters, [one.code for one in ruleset.categories]
    if rules.below is Below.MERGE and not rules.into:
        mend = "Write into = { CATEGORY = OTHER } under [starters], or another below."
        yield Wrong(("starters", "below"), "merges, and names no category to merge into.", mend)
    for code, target in rules.into.items():
        path = ("starters", "into", code)
        if code not in codes or target not in codes:
            yield Wrong(path, "names no category of this file.", f"Write codes of: {', '.join(codes) or 'none'}.")
        elif code == target:
            yield Wrong(path, "merges a category into itself.", "Name another.")


def without_text(consents: ConsentRules, known: Container[Purpose]) -> Iterator[Wrong]:
    """Nobody agrees to what they cannot read. `known`: of which there are texts."""
    for key, purposes in (("required", consents.required), ("optional", consents.optional)):
        for at, purpose in enumerate(purposes):
            if purpose not in known:
                mend = "Leave it out, or use a release that has its text."
                yield Wrong(("consents", key, at), "is a consent without a version of a text.", mend)


def _asked_twice(consents: ConsentRules) -> Iterator[Wrong]:
    for at, purpose in enumerate(consents.optional):
        if purpose in consents.required:
            yield Wrong(("consents", "optional", at), "is required already.", "Write it in one of the two.")


def _public(ruleset: Ruleset) -> Iterator[Wrong]:
    is_asked = Purpose.PUBLICATION in ruleset.consents.purposes
    for at, item in enumerate(ruleset.consents.public_unasked):
        if item in NEVER_UNASKED:
            how = "people allow it themselves" if is_asked else "ask for it: write publication under optional"
            yield Wrong(
                ("consents", "public_unasked", at),
                "is wider than initials, and is shown only of who said yes.",
                f"Leave it out; {how}.",
            )


def _protected(ruleset: Ruleset) -> Iterator[Wrong]:
    """152-FZ, article 10: special-category data are processed by consent in writing, and shown by the person's own word."""
    if not ruleset.privacy.special_category:
        return
    if ruleset.consents.public_unasked:
        said = "shows people who gave no answer, where the list of entrants is special-category data."
        yield Wrong(("consents", "public_unasked"), said, "Write public_unasked = [].")
    if Purpose.PARTICIPATION not in ruleset.consents.written:
        said = "lacks participation, where the list of entrants is special-category data."
        yield Wrong(("consents", "written"), said, 'Write written = ["participation", "needs"].')


def _needs(ruleset: Ruleset) -> Iterator[Wrong]:
    """Health is a special category: nothing of it is asked for without a consent of its own (152-FZ, article 10)."""
    if ruleset.needs.ask and Purpose.NEEDS not in ruleset.consents.purposes:
        said = "asks what people need, and there is no consent to it."
        yield Wrong(("needs", "ask"), said, 'Write "needs" under optional of [consents], or ask = false.')

"""Refusals of entries by their category: each tells the rule in words."""

from collections.abc import Sequence
from datetime import UTC

from competitions.api.problems.explaining import listed, why
from competitions.domain.categories.belonging import CategoryNotChosen, FitsNone, OtherCategory
from competitions.domain.categories.groups import Category, Status, UnknownCategory
from shared.web.formats import Formats
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def status_word(status: Status, _: Gettext) -> str:
    return {
        Status.PUPIL: _("pupil"),
        Status.STUDENT: _("student"),
        Status.SPECIALIST: _("specialist"),
    }[status]


def ages_word(category: Category, _: Gettext) -> str:
    """Empty where every age is right."""
    ages = {"youngest": category.youngest, "oldest": category.oldest}
    if category.youngest is not None and category.oldest is not None:
        return _("{youngest} to {oldest} years old", **ages)
    if category.youngest is not None:
        return _("{youngest} years and older", **ages)
    return _("up to {oldest} years old", **ages) if category.oldest is not None else ""


def in_words(category: Category, _: Gettext) -> str:
    """Its name, and who is in it: «Pupils (14 years and older, pupil)»."""
    statuses = _(" or ").join(status_word(one, _) for one in category.statuses)
    conditions = [part for part in (ages_word(category, _), statuses) if part]
    name = category.name.in_language(_.language)
    return f"{name} ({', '.join(conditions)})" if conditions else name


def _fits_none(error: FitsNone, _: Gettext) -> Sequence[Explanation]:
    rule = _("The categories here: {categories}.", categories="; ".join(in_words(one, _) for one in error.categories))
    if error.lacks == "birth_date":
        return why("/birth_date", " ".join([_("There is no birth date."), rule]), _("Write it with the person first."))
    if error.lacks == "status":
        fix = _("Say whether the person is a pupil, a student or a specialist.")
        return why("/status", " ".join([_("It is not said what the person is."), rule]), fix)
    day = Formats(_.language, UTC).day(error.on)
    age = [_("The age counts on {day}; it is {age} then.", day=day, age=error.age)] if error.age is not None else []
    fix = _("Check the birth date and what the person is, or choose another skill.")
    return why("/category", " ".join([_("The person fits none of the categories."), rule, *age]), fix)


def _not_chosen(error: CategoryNotChosen, _: Gettext) -> Sequence[Explanation]:
    fitting = "; ".join(in_words(one, _) for one in error.fitting)
    message = _("More than one category fits: {categories}.", categories=fitting)
    return why("/category", message, _("Choose one. It stands for the whole championship."))


def _other(error: OtherCategory, _: Gettext) -> Sequence[Explanation]:
    if error.standing is None:
        message = _("The person competes in another category here.")
    else:
        name = error.standing.name.in_language(_.language)
        message = _("The person competes in the category “{name}” here.", name=name)
    return why("/category", message, _("Everybody is in one category a championship: choose that one."))


CATEGORIES = (
    ProblemType(
        UnknownCategory,
        "unknown-category",
        422,
        "The category is not known",
        lambda error, _: why(
            "/categories" if error.is_of_several else "/category",
            _("There is no such category."),
            _("Choose one of: {known}.", known=listed(error.known))
            if error.known
            else _("Leave it out: these rules have no categories."),
        ),
    ),
    ProblemType(FitsNone, "fits-no-category", 409, "No category fits", _fits_none),
    ProblemType(CategoryNotChosen, "category-not-chosen", 409, "The category is not chosen", _not_chosen),
    ProblemType(OtherCategory, "other-category", 409, "The person is in another category", _other),
)

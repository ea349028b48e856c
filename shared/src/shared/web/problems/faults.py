"""What is wrong with one field of a request, in plain words: the library's own texts are for programmers, and English."""

from collections.abc import Mapping
from typing import Any, Final

from shared.web.i18n import Gettext
from shared.web.problems.model import Explanation


def _(message: str) -> str:
    return message


MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "missing": (_("It is missing."), _("Add it.")),
    "extra_forbidden": (_("It is not known here."), _("Leave it out, or check its name.")),
    "json_invalid": (_("The body is not JSON."), _("Send well-formed JSON.")),
    "string_type": (_("It is not a text."), _("Send a text.")),
    "string_too_short": (_("It is too short."), _("At least {min_length} characters are needed.")),
    "string_too_long": (_("It is too long."), _("Shorten it to at most {max_length} characters.")),
    "too_short": (_("There are too few."), _("At least {min_length} are needed.")),
    "too_long": (_("There are too many."), _("At most {max_length} are taken.")),
    "string_pattern_mismatch": (_("It has the wrong form."), _("Correct it and send it again.")),
    "unreadable_character": (
        _("Character {place} is {code}, which nobody can read."),
        _("Type the text anew instead of pasting it."),
    ),
    "string_unicode": (_("It is not a text."), _("Send text in quotation marks, in UTF-8.")),
    "uuid_parsing": (_("It is not an id."), _("Send the id as you got it from here.")),
    "uuid_type": (_("It is not an id."), _("Send the id as you got it from here.")),
    "int_parsing": (_("It is not a whole number."), _("Send a whole number in digits.")),
    "int_type": (_("It is not a whole number."), _("Send a whole number in digits.")),
    "int_from_float": (_("It is not a whole number."), _("Send a whole number in digits.")),
    "decimal_parsing": (_("It is not a number."), _("Send a number in digits, such as 12.5.")),
    "decimal_type": (_("It is not a number."), _("Send a number in digits, such as 12.5.")),
    "decimal_max_places": (_("It has too many digits after the point."), _("Write at most {decimal_places}.")),
    "bool_type": (_("It is neither true nor false."), _("Send true or false.")),
    "bool_parsing": (_("It is neither true nor false."), _("Send true or false.")),
    "list_type": (_("It is not a list."), _("Send a list.")),
    "greater_than_equal": (_("It is too small."), _("The smallest is {ge}.")),
    "less_than_equal": (_("It is too large."), _("The largest is {le}.")),
    "greater_than": (_("It is too small."), _("It must be more than {gt}.")),
    "less_than": (_("It is too large."), _("It must be less than {lt}.")),
    "literal_error": (_("It is none of those that are known."), _("Use one of: {expected}.")),
    "enum": (_("It is none of those that are known."), _("Use one of: {expected}.")),
    "date_parsing": (_("It is not a date."), _("Write it as 2026-11-22.")),
    "date_from_datetime_parsing": (_("It is not a date."), _("Write it as 2026-11-22.")),
    "date_from_datetime_inexact": (_("It is not a date."), _("Write it as 2026-11-22.")),
    "datetime_parsing": (_("It is not a point in time."), _("Write it as 2026-11-22T14:05:00Z.")),
    "timezone_aware": (_("The time zone is missing."), _("Write it as 2026-11-22T14:05:00Z.")),
    "datetime_from_date_parsing": (_("It is not a point in time."), _("Write it as 2026-11-22T14:05:00Z.")),
    "year": (_("No year is so far away."), _("Write a year from {first} to {last}.")),
    "no_email": (_("This is no e-mail address."), _("Write it as name@college.ru.")),
    "no_phone": (_("This is no telephone number."), _("Write it as +7 912 345-67-89.")),
    "unprintable": (
        _("A certificate cannot be printed with this: {letters}."),
        _("Write it without, and a name as it stands in the person's Russian documents."),
    ),
}
OTHERWISE: Final = (_("It is not as it should be."), _("Correct it and send it again."))


def told(fault: Mapping[str, Any], text: Gettext) -> tuple[str, str]:
    """What is wrong and how to mend it, for a fault of pydantic's. What was sent is not repeated, but for letters that must go."""
    if fault["type"] == "value_error":
        # A rule of our own, which explains itself.
        return str(fault["ctx"]["error"]), text(OTHERWISE[1])
    message, fix = MESSAGES.get(fault["type"], OTHERWISE)
    facts = fault.get("ctx", {})
    return text(message, **facts), text(fix, **facts)


def explained(fault: Mapping[str, Any], text: Gettext) -> Explanation:
    """One fault of pydantic's, in plain words. What was sent is never repeated."""
    place, *path = fault["loc"] or ("body",)
    where = "/" + "/".join(map(str, path)) if place == "body" else ".".join(map(str, path)) or str(place)
    message, fix = told(fault, text)
    return Explanation(where=where, message=message, fix=fix)

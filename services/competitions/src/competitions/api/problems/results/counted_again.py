"""What differs between the two counts of results, in the reader's language."""

from shared.web.i18n import Gettext


def what_differs(what: str, _: Gettext) -> str:
    """`what`: as `competitions.shadow.facts.Difference` names it."""
    kind, _space, code = what.partition(" ")
    words = {
        "mark": _("the mark of {code}", code=code),
        "eyes": _("experts who found the same for {code}", code=code),
        "total": _("the sum of marks"),
        "scale": _("the score on the scale"),
        "place": _("the place"),
        "medal": _("the medal"),
        "category": _("the category"),
        "awards": _("the awards"),
        "result": _("the result"),
        "standing": _("place and points in the standings"),
    }
    return words.get(kind, what)


def said_of_it(value: str, _: Gettext) -> str:
    """What one count came to, as `competitions.shadow.count` says it."""
    words = {
        "None": "–",
        "": "–",
        "True": _("there is one"),
        "False": _("there is none"),
        "gold": _("Gold"),
        "silver": _("Silver"),
        "bronze": _("Bronze"),
        "medallion": _("Medallion for excellence"),
    }
    return words.get(value, value)

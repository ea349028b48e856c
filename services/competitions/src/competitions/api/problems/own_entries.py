"""Refusals of people who enter themselves: each says the rule, at the field that it is about."""

from collections.abc import Sequence

from competitions.api.problems.explaining import local, why
from competitions.domain.consents.records import TextChanged, TextNotNamed
from competitions.domain.entering import ages, own, period
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _closed(error: period.NotTakingEntries, _: Gettext) -> Sequence[Explanation]:
    moment = local(error.moment, error.time_zone, _) if error.moment else ""
    message = {
        period.EntryPeriod.OFF: _("People do not enter themselves here: the organiser enters them."),
        period.EntryPeriod.LATER: _("Entries open on {moment}.", moment=moment),
        period.EntryPeriod.OPEN: "",
        period.EntryPeriod.CANCELLED: _("The championship is cancelled."),
        period.EntryPeriod.OVER: _("Entries closed on {moment}.", moment=moment)
        if moment
        else _("Entries are closed."),
    }[error.period]
    fix = {
        period.EntryPeriod.OFF: _("Write to the contact of the championship."),
        period.EntryPeriod.LATER: _("Come back then."),
    }.get(error.period, _("Write to the contact of the championship, or look for another."))
    return why("championship_id", message, fix)


def _missing(error: own.FactMissing, _: Gettext) -> Sequence[Explanation]:
    what = error.field.rpartition("/")[2]
    message = {
        "birth_date": _("There is no birth date."),
        "email": _("There is no e-mail address."),
    }.get(what, _("There is no name."))
    fix = {
        "birth_date": _("Write it as in the documents: who has to agree goes by it."),
        "email": _("Letters about the entry go there."),
    }.get(what, _("Write it as in the documents."))
    return why(f"/{error.field}", message, fix)


def _wrong_age(error: ages.WrongAge, _: Gettext) -> Sequence[Explanation]:
    return why("/skill_id", _age(error, _), _("Choose another skill."))


def _age_unexplained(error: ages.AgeUnexplained, _: Gettext) -> Sequence[Explanation]:
    return why("/age_reason", _age(error.wrong, _), _("Choose another skill, or write why the person takes part."))


def _age(error: ages.WrongAge, _: Gettext) -> str:
    facts = {"age": error.age, "youngest": error.youngest, "oldest": error.oldest}
    if error.youngest and error.oldest:
        rule = _("It is for people of {youngest} to {oldest} full years on the first day.", **facts)
    elif error.youngest:
        rule = _("It is for people of {youngest} full years and older on the first day.", **facts)
    else:
        rule = _("It is for people of up to {oldest} full years on the first day.", **facts)
    known = _("The birth date is not known.") if error.age is None else _("The age is then {age}.", **facts)
    return f"{rule} {known}"


OWN_ENTRIES = (
    ProblemType(period.NotTakingEntries, "not-taking-entries", 409, "Nobody can enter themselves now", _closed),
    ProblemType(own.FactMissing, "fact-missing", 422, "Something is missing", _missing),
    ProblemType(
        own.NobodyBornThen,
        "nobody-born-then",
        422,
        "Nobody who competes was born then",
        lambda error, _: why(
            f"/{error.field}", _("Nobody who competes was born then."), _("Check the day, month and year.")
        ),
    ),
    ProblemType(
        own.TooLongTogether,
        "too-long-together",
        422,
        "Too much was typed",
        lambda error, _: why(
            f"/{error.field}",
            _("All that was typed is too long together to be kept until it is sent."),
            _("Leave out spaces and what does not belong to the names."),
        ),
    ),
    ProblemType(ages.WrongAge, "wrong-age", 409, "The skill is for another age", _wrong_age),
    ProblemType(ages.AgeUnexplained, "age-unexplained", 422, "The skill is for another age", _age_unexplained),
    ProblemType(
        own.GuardianNeeded,
        "guardian-needed",
        422,
        "A guardian is needed",
        lambda _error, _: why(
            "/guardian/family_name",
            _("Who is not of age yet needs a parent or guardian who is asked."),
            _("Name one, with an e-mail address of their own."),
        ),
    ),
    ProblemType(
        own.SameAddress,
        "same-address",
        422,
        "Two people have one address",
        lambda error, _: why(
            f"/{error.field}",
            _("This is the other person's address: both must be asked for themselves."),
            _("Write an address of their own."),
        ),
    ),
    ProblemType(
        own.WardOfAge,
        "ward-of-age",
        422,
        "The person is of age",
        lambda _error, _: why(
            "/ward/birth_date",
            _("Who is 18 enters themselves, with an account of their own."),
            _("Check the birth date."),
        ),
    ),
    ProblemType(
        own.GuardianUnderAge,
        "guardian-under-age",
        422,
        "A guardian is of age",
        lambda _error, _: why(
            "/is_ward", _("You are not 18 yet, so you are nobody's guardian."), _("Enter yourself alone.")
        ),
    ),
    ProblemType(
        own.TooManyWards,
        "too-many-wards",
        409,
        "Too many people for one guardian",
        lambda error, _: why(
            "/ward/family_name",
            _("You have entered {most} people already.", most=error.most),
            _("Send the organiser a list: all can be entered at once."),
        ),
    ),
    ProblemType(
        own.TooManyEntries,
        "too-many-entries",
        409,
        "Too many entries of one person",
        lambda error, _: why(
            "/skill_id",
            _.n(
                "This person has {n} entry in this championship, and no more are possible.",
                "This person has {n} entries in this championship, and no more are possible.",
                error.most,
            ),
            _("Withdraw one of them, or write to the organiser."),
        ),
    ),
    ProblemType(
        own.ConsentRefused,
        "consent-refused",
        409,
        "A consent is needed",
        lambda error, _: why(
            f"/answers/{error.purpose}",
            _("Without this consent nothing may be kept, so nobody can be entered."),
            _("Answer yes, or do not enter: nothing has been kept."),
        ),
    ),
    ProblemType(
        TextNotNamed,
        "text-not-named",
        422,
        "The text of the consent is not named",
        lambda _error, _: why(
            "/text_sha256",
            _("A program says which text was read or signed."),
            _("Show the text of GET /championships/{id}/consents/questions, and send its text_sha256."),
        ),
    ),
    ProblemType(
        TextChanged,
        "text-changed",
        409,
        "The text of a consent has changed",
        lambda error, _: why(
            f"/answers/{error.purpose}",
            _("This text has changed since you answered, or it is in another language now."),
            _("Read it again, and answer."),
        ),
    ),
)

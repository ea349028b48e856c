from competitions.api.problems.explaining import why
from competitions.domain.erasure_request import NoErasureAsked
from competitions.domain.person import (
    AccountFixed,
    AccountTaken,
    HasAccount,
    InvitationOver,
    NoAddress,
    NotYetBorn,
    OwnGuardian,
)
from competitions.domain.records.organisation import TaxNumberWrong
from shared.web.problems import ProblemType

PEOPLE = (
    ProblemType(
        TaxNumberWrong,
        "tax-number-wrong",
        422,
        "The INN is mistyped",
        lambda _error, _: why(
            "/tax_number",
            _("An INN has 10 digits, or 12 of a person in business, and the last ones follow from the others."),
            _("Compare it with the document, digit by digit."),
        ),
    ),
    ProblemType(
        AccountTaken,
        "account-taken",
        409,
        "The account belongs to another person",
        lambda _error, _: why(
            "/account",
            _("Another person whom the organisation keeps signs in with this account."),
            _("Check the account, or leave it out."),
        ),
    ),
    ProblemType(
        AccountFixed,
        "account-fixed",
        409,
        "The account is not changed afterwards",
        lambda _error, _: why(
            "/account",
            _("An account is bound to a person when the person is added. It is not changed or taken away afterwards."),
            _("Send the account that the person has, or none where there is none."),
        ),
    ),
    ProblemType(
        HasAccount,
        "has-account",
        409,
        "The person signs in already",
        lambda _error, _: why("", _("This person has an account here."), _("There is nothing to do.")),
    ),
    ProblemType(
        NoAddress,
        "no-address",
        409,
        "There is no e-mail address",
        lambda _error, _: why(
            "/email",
            _("An invitation is a letter, and no e-mail is known here."),
            _("Enter the person's e-mail first."),
        ),
    ),
    ProblemType(
        InvitationOver,
        "invitation-over",
        409,
        "The invitation does not hold any more",
        lambda _error, _: why(
            "",
            _("A newer invitation took its place, or it was accepted already."),
            _("Use the newest letter, or ask the organiser for another."),
        ),
    ),
    ProblemType(
        OwnGuardian,
        "own-guardian",
        422,
        "Nobody is their own guardian",
        lambda _error, _: why(
            "/guardians", _("The person is among their own guardians."), _("Take the person out of the list.")
        ),
    ),
    ProblemType(
        NoErasureAsked,
        "no-erasure-asked",
        409,
        "Nobody asked for that",
        lambda _error, _: why(
            "subject_id",
            _("There is no request of this person to decide."),
            _("Open the person's page again to see what stands."),
        ),
    ),
    ProblemType(
        NotYetBorn,
        "not-yet-born",
        422,
        "The birth date is not in the past",
        lambda _error, _: why(
            "/birth_date", _("The birth date is not in the past."), _("Check the day, month and year.")
        ),
    ),
)

"""Refusals of merging two records: each says what stands between them, and what to do."""

from competitions.api.problems.explaining import listed, why
from competitions.domain.records.merging import (
    AccountGoes,
    AlreadyMerged,
    BothTakePart,
    GuardianAndWard,
    HasAliases,
    NotMerged,
    SameRecord,
    TwoAccounts,
    TwoCategories,
)
from shared.web.problems import ProblemType

MERGING = (
    ProblemType(
        SameRecord,
        "same-record",
        422,
        "It is one record",
        lambda _error, _: why("", _("A record is not merged into itself."), _("Choose the other one.")),
    ),
    ProblemType(
        TwoAccounts,
        "two-accounts",
        409,
        "Both have an account",
        lambda _error, _: why(
            "",
            _("Both sign in, each with an account: nobody but they can say that they are one."),
            _("Ask which account is used, and erase the other record or leave both."),
        ),
    ),
    ProblemType(
        AccountGoes,
        "account-goes",
        409,
        "The record with the account stays",
        lambda _error, _: why("", _("The record that would go has the account."), _("Merge the other one into this.")),
    ),
    ProblemType(
        AlreadyMerged,
        "already-merged",
        409,
        "The record is merged already",
        lambda _error, _: why(
            "", _("One of the two was merged into another record."), _("Part it from that one first.")
        ),
    ),
    ProblemType(
        HasAliases,
        "has-aliases",
        409,
        "Others were merged into it",
        lambda _error, _: why(
            "",
            _("Others were merged into the record that would go."),
            _("Let that one stay, or part them first."),
        ),
    ),
    ProblemType(
        GuardianAndWard,
        "guardian-and-ward",
        409,
        "One answers for the other",
        lambda _error, _: why(
            "", _("One of the two is the guardian of the other."), _("Take the guardian out, if that is wrong.")
        ),
    ),
    ProblemType(
        BothTakePart,
        "both-take-part",
        409,
        "Both stand in one skill",
        lambda error, _: why(
            "",
            _("Both stand in skill {skill}, as entrants or on the jury: nobody is there twice.", skill=error.skill),
            _("Withdraw one of them there first."),
        ),
    ),
    ProblemType(
        TwoCategories,
        "two-categories",
        409,
        "The records compete in two categories",
        lambda error, _: why(
            "",
            _(
                "They compete in different categories of one championship: {categories}.",
                categories=listed(error.categories),
            ),
            _("Withdraw the entry in the wrong one first."),
        ),
    ),
    ProblemType(
        NotMerged,
        "not-merged",
        409,
        "There is nothing to part",
        lambda _error, _: why("", _("This record is of its own."), _("There is nothing to do.")),
    ),
)

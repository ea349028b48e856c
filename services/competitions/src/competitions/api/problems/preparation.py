"""Refusals of what is prepared before the first mark."""

from collections.abc import Sequence

from competitions.api.problems.explaining import listed, why
from competitions.domain import championship as rules
from competitions.domain.preparation import members, plan, skill_plan
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def why_frozen(freeze: plan.Freeze, _: Gettext) -> str:
    return {
        plan.Freeze.ANNOUNCED: _("It cannot change any more: the championship is announced."),
        plan.Freeze.MARKING: _("It cannot change any more: marking has begun."),
        plan.Freeze.PUBLISHED: _("It cannot change any more: the results are published."),
        plan.Freeze.CANCELLED: _("It cannot change any more: the championship is cancelled."),
    }[freeze]


def _frozen(error: plan.FieldsFrozen, _: Gettext) -> Sequence[Explanation]:
    fix = _("Send it as it was.")
    return [Explanation(where=f"/{field}", message=why_frozen(freeze, _), fix=fix) for field, freeze in error.fields]


def _not_ready(error: rules.NotReady, _: Gettext) -> Sequence[Explanation]:
    lacking = {
        "skills": (_("There is no skill."), _("Add a skill.")),
        "contact": (_("There is no contact for the public."), _("Say whom the public may ask.")),
    }
    return [
        Explanation(where=f"/{name}", message=message, fix=fix)
        for name, (message, fix) in lacking.items()
        if name in error.lacking
    ]


def _unlisted(error: members.MemberUnlisted, _: Gettext) -> Sequence[Explanation]:
    if error.nearest:
        fix = _("Did you mean “{nearest}”? Choose from the list, or add this spelling to it.", nearest=error.nearest)
    else:
        fix = _("Choose one of the list, or ask the organiser to add it.")
    return why("/member", _("This region or organisation is not in the organiser's list."), fix)


OF_PLANS = (
    ProblemType(
        plan.EndsBeforeStart,
        "ends-before-start",
        422,
        "The championship ends before it starts",
        lambda error, _: why(
            "/ends_on",
            _("{ends} is before {starts}.", ends=error.ends_on, starts=error.starts_on),
            _("Give a last day that is not before the first."),
        ),
    ),
    ProblemType(
        plan.UnknownTimeZone,
        "unknown-time-zone",
        422,
        "The time zone is not known",
        lambda _error, _: why(
            "/time_zone",
            _("There is no such time zone."),
            _("Use a name such as Europe/Moscow or Asia/Kamchatka."),
        ),
    ),
    ProblemType(
        plan.ClosesBeforeOpening,
        "closes-before-opening",
        422,
        "Entries close before they open",
        lambda _error, _: why(
            "/deadlines/entries_close",
            _("Entries would close before they open."),
            _("Let them close after they have opened."),
        ),
    ),
    ProblemType(
        plan.DeadlineAfterStart,
        "deadline-after-start",
        422,
        "A deadline is after the championship's beginning",
        lambda error, _: why(
            f"/deadlines/{error.field}",
            _("This is after the championship has begun."),
            _("Set it before {starts}.", starts=error.starts_on),
        ),
    ),
    ProblemType(plan.FieldsFrozen, "fields-frozen", 409, "It cannot change any more", _frozen),
)

OF_CHAMPIONSHIPS = (
    ProblemType(rules.NotReady, "not-ready", 409, "The championship cannot be announced yet", _not_ready),
    ProblemType(
        rules.NotDraft,
        "not-draft",
        409,
        "The championship is no draft any more",
        lambda _error, _: why(
            "championship_id",
            _("It is announced: others know of it."),
            _("Leave it as it is; only a draft can be deleted."),
        ),
    ),
    ProblemType(
        rules.PeopleInDraft,
        "people-in-draft",
        409,
        "There are people in the draft",
        lambda error, _: why(
            "championship_id",
            _.n("{n} person is entered or on a jury.", "{n} people are entered or on a jury.", error.people),
            _("A draft is deleted only while nobody is in it."),
        ),
    ),
    ProblemType(
        rules.NotAnnounced,
        "not-announced",
        409,
        "The championship is not announced",
        lambda _error, _: why(
            "championship_id",
            _("Nobody can enter yet, so nothing can be closed."),
            _("Announce the championship first."),
        ),
    ),
    ProblemType(
        rules.EntriesClosed,
        "entries-closed",
        409,
        "Entries are closed",
        lambda _error, _: why(
            "championship_id",
            _("The organiser has closed the entries."),
            _("They can be opened again until marking begins."),
        ),
    ),
    ProblemType(
        rules.MarkingBegun,
        "marking-begun",
        409,
        "Marking has begun",
        lambda _error, _: why(
            "championship_id",
            _("Marking has begun in this championship."),
            _("Entries stay closed from then on."),
        ),
    ),
)

OF_SKILLS = (
    ProblemType(
        skill_plan.AgesReversed,
        "ages-reversed",
        422,
        "Nobody has the age",
        lambda error, _: why(
            "/oldest",
            _("{oldest} is less than {youngest}.", oldest=error.oldest, youngest=error.youngest),
            _("Give a highest age that is not below the lowest."),
        ),
    ),
    ProblemType(
        skill_plan.MemberQuotaAboveQuota,
        "member-quota-above-quota",
        422,
        "One region would have more places than there are",
        lambda error, _: why(
            "/member_quota",
            _("There are {quota} places in all.", quota=error.quota),
            _("Give a smaller number, or more places in all."),
        ),
    ),
    ProblemType(
        skill_plan.CategoryQuotaAboveQuota,
        "category-quota-above-quota",
        422,
        "One category would have more places than there are",
        lambda error, _: why(
            f"/category_quotas/{error.category}",
            _("There are {quota} places in all.", quota=error.quota),
            _("Give a smaller number, or more places in all."),
        ),
    ),
    ProblemType(
        skill_plan.CategoryNotOpen,
        "category-not-open",
        422,
        "The skill is not open to the category",
        lambda error, _: why(
            f"/category_quotas/{error.category}",
            _("Nobody of this category can be entered in the skill."),
            _("Leave its places out, or open the skill to it. Open are: {known}.", known=listed(error.known))
            if error.known
            else _("Leave it out: these rules have no categories."),
        ),
    ),
    ProblemType(
        skill_plan.QuotaBelowConfirmed,
        "quota-below-confirmed",
        409,
        "The places are taken",
        lambda error, _: why(
            "/quota",
            _.n("{n} competitor is confirmed.", "{n} competitors are confirmed.", error.confirmed),
            _("There cannot be fewer places than that."),
        ),
    ),
)

OF_MEMBERS = (
    ProblemType(
        members.SpellingTaken,
        "spelling-taken",
        409,
        "The spelling belongs to another",
        lambda error, _: why(
            "/spellings",
            _("“{spelling}” means {member} already.", spelling=error.spelling, member=error.member),
            _("Leave it out here, or merge the two."),
        ),
    ),
    ProblemType(
        members.TooManyMembers,
        "too-many-members",
        409,
        "The list is full",
        lambda error, _: why(
            "", _("The list has at most {most} regions and organisations.", most=error.most), _("Merge or remove some.")
        ),
    ),
    ProblemType(
        members.MemberInUse,
        "member-in-use",
        409,
        "People come from it",
        lambda error, _: why(
            "member_id",
            _.n(
                "{n} person is entered for {member}.",
                "{n} people are entered for {member}.",
                error.people,
                member=error.member,
            ),
            _("Merge it with another instead."),
        ),
    ),
    ProblemType(members.MemberUnlisted, "member-unlisted", 422, "The region or organisation is not known", _unlisted),
)

PREPARATION = (*OF_PLANS, *OF_CHAMPIONSHIPS, *OF_SKILLS, *OF_MEMBERS)

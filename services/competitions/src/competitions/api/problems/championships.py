from competitions.api.problems.explaining import listed, why
from competitions.domain import championship as rules
from competitions.domain.preparation import cancellation
from competitions.domain.preparation.skill_plan import NumberTaken
from competitions.domain.refusal import Unknown
from competitions.domain.results import contesting, publishing
from competitions.domain.ruleset import UnknownPolicy, UnknownRuleset
from shared.web.i18n import Gettext
from shared.web.problems import ProblemType

CHAMPIONSHIPS = (
    ProblemType(
        Unknown,
        "unknown",
        404,
        "There is no such thing",
        lambda error, _: why(
            "id",
            _("There is no {kind} with this id.", kind=_kind(error.kind, _)),
            _("Check the id; it may have been deleted."),
        ),
    ),
    ProblemType(
        UnknownRuleset,
        "unknown-ruleset",
        422,
        "The ruleset is not known",
        lambda error, _: why(
            "/ruleset", _("There is no such ruleset."), _("Choose one of: {known}.", known=listed(error.known))
        ),
    ),
    ProblemType(
        UnknownPolicy,
        "unknown-policy",
        422,
        "The policy is not known",
        lambda error, _: why(
            f"/{error.field}",
            _("There is no such policy by these rules."),
            _("Choose one of: {known}.", known=listed(error.known)),
        ),
    ),
    ProblemType(
        NumberTaken,
        "number-taken",
        409,
        "The number is taken",
        lambda error, _: why(
            "/number",
            _("Another skill of this championship has the number {number}.", number=error.number),
            _("Give the skill another number."),
        ),
    ),
    ProblemType(
        rules.TooManySkills,
        "too-many-skills",
        409,
        "The championship has too many skills",
        lambda error, _: why(
            "",
            _("A championship has at most {most} skills.", most=error.most),
            _("Hold the others as a second championship."),
        ),
    ),
    ProblemType(
        publishing.SkillsUnsigned,
        "skills-unsigned",
        409,
        "Not every skill is signed off",
        lambda error, _: why(
            "championship_id",
            _("These skills are not signed off: {numbers}.", numbers=listed(error.numbers)),
            _("Ask their chief experts to sign, then publish."),
        ),
    ),
    ProblemType(
        publishing.NothingToPublish,
        "nothing-to-publish",
        409,
        "There is nothing to publish",
        lambda _error, _: why(
            "championship_id",
            _("No skill of the championship has a competitor who starts."),
            _("Confirm registrations, and mark and sign their skills first."),
        ),
    ),
    ProblemType(
        publishing.SkillsProtested,
        "skills-protested",
        409,
        "The results are contested",
        lambda error, _: why(
            "championship_id",
            _("Results are contested in these skills: {numbers}.", numbers=listed(error.numbers)),
            _("Lift the protests when they are settled, then make the results official."),
        ),
    ),
    ProblemType(
        contesting.ResultsOfficial,
        "results-official",
        409,
        "The results are official",
        lambda _error, _: why(
            "skill_id",
            _("The results of the skill are official, or on their way."),
            _("They stand for good; nothing of them is contested any more."),
        ),
    ),
    ProblemType(
        contesting.ProtestUnexplained,
        "protest-unexplained",
        422,
        "A protest has a reason",
        lambda _error, _: why(
            "/reason",
            _("Why a result is contested, and how that was settled, stays in sight of the jury."),
            _("Write the reason in a sentence."),
        ),
    ),
    ProblemType(
        rules.EntriesOpen,
        "entries-open",
        409,
        "Entries are still taken",
        lambda _error, _: why(
            "championship_id",
            _("Who takes part may still change, so nobody is told yet how categories are held."),
            _("Close the entries: whom it concerns is told then."),
        ),
    ),
    ProblemType(
        rules.EmbargoOver,
        "embargo-over",
        409,
        "The results are published",
        lambda _error, _: why(
            "championship_id",
            _("The results are published, or on their way."),
            _("What they stand on cannot change any more."),
        ),
    ),
    ProblemType(
        cancellation.ChampionshipCancelled,
        "championship-cancelled",
        409,
        "The championship is cancelled",
        lambda _error, _: why(
            "championship_id",
            _("The championship is cancelled, and nothing of it goes on."),
            _("Its page says why. Copy it to hold it at another time."),
        ),
    ),
    ProblemType(
        cancellation.CancellationUnexplained,
        "cancellation-unexplained",
        422,
        "A cancellation has a reason",
        lambda _error, _: why(
            "/reason", _("Those who were to come may read why it is cancelled."), _("Write the reason in a sentence.")
        ),
    ),
    ProblemType(
        rules.UnderEmbargo,
        "under-embargo",
        403,
        "The results are not published yet",
        lambda _error, _: why(
            "Authorization",
            _("Until the ceremony only the skill's jury and the organiser see results."),
            _("Come back after the results are published."),
        ),
    ),
)


def _kind(kind: str, _: Gettext) -> str:
    names = {
        "championship": _("championship"),
        "skill": _("skill"),
        "marking scheme": _("marking scheme"),
        "person": _("person"),
        "expert": _("expert"),
        "registration": _("registration"),
        "protest": _("protest"),
        "team": _("team"),
        "member": _("member"),
        "import": _("import of entries"),
        "schedule item": _("item of the schedule"),
        "consents": _("record of consents"),
        "scan": _("scan"),
        "consent text": _("text of a consent"),
        "erasure": _("planned erasure"),
        "sheet": _("marking form"),
        "late_entry": _("entry that came too late"),
        "results": _("result list"),
        "ruleset": _("ruleset"),
        "needs": _("request for what is needed"),
        "companions": _("entry with companions"),
        "companion": _("companion with this pass"),
        "standings": _("comparison of regions and organisations"),
        "organisation": _("organisation"),
        "roster": _("list of who may do what"),
        "schedule": _("schedule"),
        "attempt": _("count of entries"),
        "calendar feed": _("address of a calendar"),
        "member list": _("list of regions and organisations"),
        "achievement": _("achievement"),
        "award": _("award"),
        "award table": _("table of awards"),
        "row": _("row"),
        "file": _("file that is still to be read"),
        "package": _("package that was checked within the last hour"),
        "removal": _("deleted championship"),
    }
    return names[kind]

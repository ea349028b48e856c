from collections.abc import Sequence

from competitions.api.problems.explaining import listed, why
from competitions.domain import skill as rules
from competitions.papers.apart import PaperTooLarge
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _sheets(error: rules.SheetsMissing, _: Gettext) -> Sequence[Explanation]:
    return [
        Explanation(
            where="skill_id",
            message=_.n(
                "{n} confirmed competitor of skill {number} has no marking form yet, or not all.",
                "{n} confirmed competitors of skill {number} have no marking forms yet, or not all.",
                n,
                number=number,
            ),
            fix=_("Start marking again: that adds the missing forms. Then mark and sign them."),
        )
        for number, n in error.lacking
    ]


SKILLS = (
    ProblemType(
        rules.MarkingStarted,
        "marking-started",
        409,
        "Marking has started",
        lambda _error, _: why(
            "skill_id",
            _("Marks stand on the scheme as it is."),
            _("Change it in another championship, before its marking starts."),
        ),
    ),
    ProblemType(
        rules.MarkingNotStarted,
        "marking-not-started",
        409,
        "Marking has not started",
        lambda _error, _: why("skill_id", _("There are no marking forms yet."), _("Start marking first.")),
    ),
    ProblemType(
        rules.SkillSigned,
        "skill-signed",
        409,
        "The skill is signed off",
        lambda _error, _: why(
            "skill_id",
            _("The chief expert has signed the skill off."),
            _("Nobody can be added to it any more; ask the chief expert."),
        ),
    ),
    ProblemType(
        rules.SkillDropped,
        "skill-dropped",
        409,
        "The skill is not held",
        lambda _error, _: why(
            "skill_id",
            _("The organiser has dropped this skill."),
            _("Choose another skill, or ask the organiser to bring it back."),
        ),
    ),
    ProblemType(
        rules.SkillUnsigned,
        "skill-unsigned",
        409,
        "The skill is not signed off yet",
        lambda _error, _: why(
            "skill_id",
            _("There are no results before the chief expert has signed."),
            _("See the mark summary, or ask the chief expert to sign."),
        ),
    ),
    ProblemType(
        rules.NotOnJury,
        "not-on-jury",
        403,
        "You are not on the jury of this skill",
        lambda _error, _: why(
            "Authorization",
            _("Only experts of the skill's jury may do this."),
            _("Ask the organiser to appoint you, or choose your own skill."),
        ),
    ),
    ProblemType(
        rules.NotChief,
        "not-chief",
        403,
        "Only the chief expert may do this",
        lambda _error, _: why(
            "Authorization", _("You are not the chief expert of this skill."), _("Ask the chief expert.")
        ),
    ),
    ProblemType(
        rules.AlreadyOnJury,
        "already-on-jury",
        409,
        "The person is on the jury already",
        lambda _error, _: why(
            "/subject_id",
            _("This person is on the jury with another member or role."),
            _("Check the person, the member and the role."),
        ),
    ),
    ProblemType(
        rules.SchemeMissing,
        "scheme-missing",
        409,
        "The skill has no marking scheme",
        lambda _error, _: why(
            "skill_id", _("No marking scheme has been imported."), _("Import the marking-scheme workbook first.")
        ),
    ),
    ProblemType(
        rules.NoCompetitors,
        "no-competitors",
        409,
        "The skill has no competitors",
        lambda _error, _: why(
            "skill_id", _("No registration is confirmed."), _("Confirm at least one registration first.")
        ),
    ),
    ProblemType(
        rules.UnknownSubCriterion,
        "unknown-sub-criterion",
        404,
        "The sub-criterion is not known",
        lambda _error, _: why(
            "code",
            _("The marking scheme has no such sub-criterion."),
            _("Use a code of the marking scheme, such as A1."),
        ),
    ),
    ProblemType(rules.SheetsMissing, "sheets-missing", 409, "Competitors have no marking forms", _sheets),
    ProblemType(
        rules.SubCriteriaUnsigned,
        "sub-criteria-unsigned",
        409,
        "Not every sub-criterion is signed off",
        lambda error, _: why(
            "skill_id",
            _("These sub-criteria are not signed off: {codes}.", codes=listed(error.codes)),
            _("Ask their marking teams to sign, then sign the skill."),
        ),
    ),
    ProblemType(
        PaperTooLarge,
        "paper-too-large",
        503,
        "This paper cannot be drawn in one piece",
        lambda _error, _: why(
            "path",
            _("Drawing it takes more time or memory than there is."),
            _("Print the forms of each sub-criterion by themselves, or try again when less is going on."),
        ),
    ),
)

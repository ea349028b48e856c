from competitions.api.problems.explaining import why
from competitions.domain.judging import invitations
from competitions.domain.judging import jury as rules
from competitions.domain.judging.invitations import InvitationState
from competitions.domain.judging.teams import TeamReasonNeeded
from competitions.domain.person import OtherAccount
from competitions.domain.skill import ChiefMissing
from shared.web.i18n import Gettext
from shared.web.problems import ProblemType


def _answered(state: InvitationState, _: Gettext) -> str:
    return {
        InvitationState.ACCEPTED: _("The invitation was accepted already."),
        InvitationState.DECLINED: _("The invitation was declined already."),
        InvitationState.TAKEN_BACK: _("The organiser has taken the invitation back."),
        InvitationState.INVITED: _("The invitation waits for an answer."),
    }[state]


JURIES = (
    ProblemType(
        rules.ChiefTaken,
        "chief-taken",
        409,
        "The skill has a chief expert",
        lambda _error, _: why(
            "/role",
            _("This skill has a chief expert already, or one is invited."),
            _("Choose another role. An expert of the jury can be made chief after that."),
        ),
    ),
    ProblemType(
        rules.DeputyTaken,
        "deputy-taken",
        409,
        "The skill has a deputy",
        lambda _error, _: why(
            "/role",
            _("This skill has a deputy of the chief expert already, or one is invited."),
            _("Choose another role, or give the deputy another role first."),
        ),
    ),
    ProblemType(
        rules.ChiefNeeded,
        "chief-needed",
        409,
        "The skill would have no chief expert",
        lambda _error, _: why(
            "subject_id",
            _("Marking has started, and this is the skill's chief expert."),
            _("Make another expert chief first, or appoint a deputy."),
        ),
    ),
    ProblemType(
        ChiefMissing,
        "chief-missing",
        409,
        "The skill has no chief expert",
        lambda _error, _: why(
            "skill_id",
            _("Marking begins with a chief expert, and this skill has none."),
            _("Invite or appoint one, or make an expert of the jury chief."),
        ),
    ),
    ProblemType(
        rules.AgreementMissing,
        "agreement-missing",
        422,
        "The person has not agreed to judge",
        lambda _error, _: why(
            "/has_agreed",
            _("Nobody is put on a jury unasked."),
            _("Send an invitation; or say that the person has agreed, and that you have this on record."),
        ),
    ),
    ProblemType(
        rules.DismissalUnexplained,
        "dismissal-unexplained",
        422,
        "The reason is missing",
        lambda _error, _: why(
            "/reason",
            _("Who is dismissed reads why, on a page that only they and you see."),
            _("Write the reason in a sentence."),
        ),
    ),
    ProblemType(
        TeamReasonNeeded,
        "team-reason-needed",
        422,
        "The reason is missing",
        lambda _error, _: why(
            "/reason",
            _("Marking has started: a change of the marking teams stays in sight with its reason."),
            _("Write the reason in a sentence."),
        ),
    ),
    ProblemType(
        invitations.NotInvited,
        "not-invited",
        404,
        "There is no such invitation",
        lambda _error, _: why(
            "subject_id", _("This person is not invited to this jury."), _("Look at the list of invitations.")
        ),
    ),
    ProblemType(
        invitations.InvitationReplaced,
        "invitation-replaced",
        409,
        "A newer invitation took its place",
        lambda _error, _: why("", _("There is a newer letter, and its link holds."), _("Open the newest letter.")),
    ),
    ProblemType(
        invitations.InvitationExpired,
        "invitation-expired",
        409,
        "The invitation has expired",
        lambda _error, _: why("", _("The time to answer is over."), _("Ask the organiser for a new letter.")),
    ),
    ProblemType(
        invitations.InvitationAnswered,
        "invitation-answered",
        409,
        "There is nothing to answer any more",
        lambda error, _: why(
            "", _answered(error.state, _), _("Ask the organiser for a new invitation if that is wrong.")
        ),
    ),
    ProblemType(
        OtherAccount,
        "other-account",
        403,
        "You are signed in with another account",
        lambda _error, _: why(
            "Authorization",
            _("The person who is invited signs in with another account."),
            _("Sign out, and sign in with that account."),
        ),
    ),
)

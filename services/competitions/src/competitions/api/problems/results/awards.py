from collections.abc import Sequence

from competitions.api.problems.explaining import listed, why
from competitions.commands.awards.one import FactsMissing, GrantedOtherwise, RecipientNeeded, ScoreTooHigh, WhoIsMeant
from competitions.domain.awards.award import GrantedBefore, KeyOfAnother
from competitions.domain.awards.facts import ChampionshipNeeded, EndsBeforeItStarts, GrantedTooLate, TitleNeeded
from competitions.domain.awards.occasions import WhichChampionship
from competitions.domain.awards.offers import LanguageNotOffered, NotOffered
from competitions.domain.awards.rows import KeptOtherwise, NoSuchChoice
from competitions.domain.awards.tables import ChangesUnseen, NothingToGrant, QuestionsOpen, RowsFaulty, TableOver
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _who(error: WhoIsMeant, _: Gettext) -> Sequence[Explanation]:
    """Ids and birth dates stand in the refusal, for the officer who keeps these people; no other name than the one that was sent."""
    kept = [f"{one.id} ({one.birth_date.isoformat()})" if one.birth_date else str(one.id) for one in error.candidates]
    return why(
        "/recipient",
        _("People of this name are kept: {people}.", people=listed(kept)),
        _("Send the `subject_id` of who is meant, or `is_another` where it is nobody of them."),
    )


def _over(error: TableOver, _: Gettext) -> str:
    return {
        "reading": _("It is still being checked."),
        "asked": _("It is to be said first which championship is meant."),
        "refused": _("Its file cannot be read."),
        "checked": _("Its rows are checked already."),
        "granting": _("It is being handed out."),
        "done": _("It is handed out."),
        "cancelled": _("It was cancelled."),
    }[error.stage.value]


AWARDS = (
    ProblemType(
        NotOffered,
        "achievement-withdrawn",
        409,
        "The achievement is not handed out any more",
        lambda error, _: why(
            "/achievement_id",
            _("“{title}” is withdrawn.", title=error.title.in_language(_.language)),
            _("Choose another one, or offer it again on the issuer's page."),
        ),
    ),
    ProblemType(
        LanguageNotOffered,
        "language-not-offered",
        422,
        "No certificate in this language",
        lambda error, _: why(
            "/language",
            _("A certificate of this is not made in this language."),
            _("Use one of: {expected}.", expected=listed(error.languages)),
        ),
    ),
    ProblemType(
        GrantedTooLate,
        "granted-too-late",
        422,
        "A day that has not come yet",
        lambda error, _: why(
            "/granted_on",
            _("This day has not come yet."),
            _("Write a day up to {today}.", today=error.today.isoformat()),
        ),
    ),
    ProblemType(
        EndsBeforeItStarts,
        "context-ends-before-it-starts",
        422,
        "It ends before it begins",
        lambda _error, _: why("/context/ends_on", _("It ends before it begins."), _("Check both days.")),
    ),
    ProblemType(
        TitleNeeded,
        "context-title",
        422,
        "The name of the course or event",
        lambda _error, _: why(
            "/context/title",
            _("A course and an event have a name of their own; nothing else has."),
            _("Give the name of the course or event in both languages, or choose another kind."),
        ),
    ),
    ProblemType(
        ChampionshipNeeded,
        "context-championship",
        422,
        "Which championship",
        lambda _error, _: why(
            "/context/id", _("It is not said in which championship."), _("Choose one of your organisation's.")
        ),
    ),
    ProblemType(
        RecipientNeeded,
        "recipient-needed",
        422,
        "Who is to get it",
        lambda _error, _: why(
            "/recipient",
            _("Either `subject_id` or `recipient` says who is to get it."),
            _("Send one of the two."),
        ),
    ),
    ProblemType(
        FactsMissing,
        "facts-missing",
        422,
        "Something is missing that this achievement says",
        lambda error, _: [
            Explanation(
                where="/context/starts_on" if name == "period" else f"/facts/{name}",
                message=_("It is missing."),
                fix=_("Add it."),
            )
            for name in error.names
        ],
    ),
    ProblemType(
        ScoreTooHigh,
        "score-too-high",
        422,
        "More points than there are",
        lambda _error, _: why(
            "/facts/score",
            _("It is more than there is to reach."),
            _("Check the score, and out of how much it is."),
        ),
    ),
    ProblemType(WhoIsMeant, "who-is-meant", 409, "It is not certain who is meant", _who),
    ProblemType(
        GrantedOtherwise,
        "granted-otherwise",
        409,
        "It was granted before, with other facts",
        lambda error, _: why(
            "/facts",
            _("What differs: {fields}.", fields=listed(error.differing)),
            _("Send it with `correct` where it is a correction, or with the facts of then."),
        ),
    ),
    ProblemType(
        KeyOfAnother,
        "key-of-another",
        409,
        "The key is another person's",
        lambda error, _: why(
            "/key",
            _("Another person has been granted this under the key {key}.", key=error.key),
            _("Give it another key."),
        ),
    ),
    ProblemType(
        NoSuchChoice,
        "no-such-choice",
        422,
        "That is no answer",
        lambda error, _: why(
            f"/answers/{error.number}",
            _("That is no answer to what is asked about row {number}.", number=error.number),
            _("Send the id of one of its candidates, `another` or `leave_out`."),
        ),
    ),
    ProblemType(
        KeptOtherwise,
        "kept-otherwise",
        409,
        "The person is kept with another address",
        lambda _error, _: why(
            "/recipient/email",
            _("The same request has brought this person before, with another e-mail or guardian. That stays."),
            _("Have an organiser change it on the page “People”; here send what was sent before."),
        ),
    ),
    ProblemType(
        GrantedBefore,
        "granted-before",
        409,
        "The same request has granted another award",
        lambda error, _: why(
            "/is_further",
            _(
                "The same request has granted award {id} before, to somebody else or for something else.",
                id=error.award.id,
            ),
            _("Use another `Idempotency-Key`, or send `is_further` where both are meant."),
        ),
    ),
    ProblemType(
        TableOver,
        "award-table-over",
        409,
        "The table cannot be changed any more",
        lambda error, _: why(
            "",
            _over(error, _),
            _("Look at the table, and bring another one where something is missing."),
        ),
    ),
    ProblemType(
        WhichChampionship,
        "which-championship",
        422,
        "It is not certain which championship is meant",
        lambda error, _: why(
            "/meant",
            _("Nobody has said which championship “{name}” is.", name=error.written),
            _("Choose one of those that are called so."),
        ),
    ),
    ProblemType(
        QuestionsOpen,
        "award-questions-open",
        409,
        "It is not certain who is meant",
        lambda error, _: why(
            "",
            _.n(
                "Of {n} row somebody has to say who is meant.",
                "Of {n} rows somebody has to say who is meant.",
                error.number,
            ),
            _("Answer these first."),
        ),
    ),
    ProblemType(
        RowsFaulty,
        "award-rows-faulty",
        409,
        "Some rows cannot be granted",
        lambda error, _: why(
            "/leave_out_faulty",
            _.n("{n} row has faults.", "{n} rows have faults.", error.number),
            _("Mend the table and bring it again, or say that these rows are left out."),
        ),
    ),
    ProblemType(
        ChangesUnseen,
        "award-changes-unseen",
        409,
        "Some rows correct what was granted before",
        lambda error, _: why(
            "/correct",
            _.n("{n} row says something else than before.", "{n} rows say something else than before.", error.number),
            _("Look at them, and say that they are corrections."),
        ),
    ),
    ProblemType(
        NothingToGrant,
        "nothing-to-grant",
        409,
        "No row of it would be granted",
        lambda _error, _: why("", _("All rows are granted already, or left out."), _("Bring a table with other rows.")),
    ),
)

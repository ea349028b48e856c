"""Which steps an entry has, which of them can be opened, and what each must have before the next."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from competitions.api.entering.applying import WhomIn
from competitions.domain.categories.belonging import CategoryNotChosen, Entrant, FitsNone, Said, belonging
from competitions.domain.categories.groups import Categories, Category
from competitions.domain.championship import Championship
from competitions.domain.consents.records import Purpose, TextChanged
from competitions.domain.entering.own import (
    GuardianNeeded,
    Known,
    Parties,
    Signing,
    Whom,
    must_agree,
    must_be_guardian,
    parties,
)
from competitions.domain.own.teams import FormedTeam, Part, mentor_of
from competitions.domain.person import Person
from competitions.domain.preparation.members import MemberList
from competitions.domain.refusal import Refusal
from competitions.pages.enter.draft import MYSELF, WARD, Draft
from competitions.queries.consenting.questions import Question
from competitions.queries.entering.applying import enterable_skill, known_of, members_of, questions_for, taking_entries
from competitions.queries.entering.categories import groups_of, standing_category
from competitions.queries.entering.own_teams import enterable_team, examined_team, must_be_free_to_enter, team_skill
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.forms import Mistyped, read

Step = Literal["whom", "who", "guardian", "skill", "team", "consents", "check"]
STEPS: Final[tuple[Step, ...]] = get_args(Step)
SEEN: Final = 12
"""So much of a text's hash says which text was seen."""


def missing(*names: str) -> Mistyped:
    return Mistyped([{"type": "missing", "loc": names, "msg": "", "input": None}])


@dataclass(frozen=True, slots=True)
class Way:
    app: App
    championship: Championship
    draft: Draft
    known: Known
    members: MemberList
    by: Principal
    language: Literal["ru", "en"]

    @classmethod
    async def of(cls, app: App, draft: Draft, by: Principal, language: Literal["ru", "en"]) -> "Way":
        """Raises Unknown, NotTakingEntries."""
        championship = await taking_entries(app, draft.championship_id)
        members = await members_of(app, championship.id)
        return cls(app, championship, draft, await known_of(app, championship, by), members, by, language)

    def parties(self, *, with_guardian: bool = True) -> Parties:
        """Raises Mistyped, and what `parties` raises."""
        who = read(WhomIn, self.draft.whom()).whom()
        whom = who if with_guardian else Whom(who.applicant, who.is_ward, who.ward_id, who.ward)
        signing = Signing(self.by.account, self.draft.registration_id, self.language, self.app.now())
        return parties(whom, self.known, signing)

    def applicant(self) -> Person:
        """Who competes; of a team who is signed in. Raises as `parties`; of a mentor what `mentor_of` raises."""
        if self.draft.part is not Part.MENTOR:
            return self.parties().entrant
        signing = Signing(self.by.account, self.draft.registration_id, self.language, self.app.now())
        return mentor_of(read(WhomIn, self.draft.whom()).whom(), self.known, signing)

    @property
    def groups(self) -> Categories:
        return groups_of(self.app, self.championship)

    @property
    def steps(self) -> Sequence[Step]:
        left_out = {"guardian": not self._needs_guardian, "team": self.draft.part is None}
        return [step for step in STEPS if not left_out.get(step)]

    @property
    def _needs_guardian(self) -> bool:
        if self.draft.part is Part.MENTOR:
            return False
        try:
            self.parties(with_guardian=False)
        except GuardianNeeded:
            return True
        except (Refusal, Mistyped):
            pass
        return False

    async def open(self) -> Sequence[Step]:
        """Those whose steps before are complete."""
        found: list[Step] = []
        for step in self.steps:
            found.append(step)
            try:
                await self.check(step)
            except (Refusal, Mistyped):
                break
        return found

    def after(self, step: Step) -> Step:
        steps = self.steps
        return steps[min(steps.index(step) + 1, len(steps) - 1)] if step in steps else steps[0]

    def before(self, step: Step) -> Step | None:
        steps = self.steps
        return steps[steps.index(step) - 1] if step in steps[1:] else None

    async def check(self, step: Step) -> None:
        """Raises Mistyped, and the refusal that the entry would meet because of what this step asks."""
        match step:
            case "whom":
                self._check_whom()
            case "who":
                self._check_who()
            case "guardian":
                self.parties()
            case "skill":
                await self._check_skill()
            case "team":
                await self.team()
            case "consents":
                self._check_answers(await self.questions())
            case "check":
                pass

    @property
    def chosen_ward(self) -> Person | None:
        """The ward who is known already and is to be entered."""
        return next((ward for ward in self.known.wards if str(ward.id) == self.draft["whom"]), None)

    def _check_whom(self) -> None:
        if self.draft["whom"] not in {MYSELF, WARD, *Part, *(str(ward.id) for ward in self.known.wards)}:
            raise missing("whom")
        if self.draft["whom"] not in {MYSELF, *Part} and self.known.applicant:
            must_be_guardian(self.known.applicant, self.known.today)

    def _check_who(self) -> None:
        if "member" not in self.draft.typed:
            raise missing("member")
        self.members.named(self.draft.chosen_member)
        if self.groups.ask_status and "status" not in self.draft.typed:
            raise missing("status")
        if self.draft.part is Part.MENTOR:
            self.applicant()
            return
        with suppress(GuardianNeeded):
            self._check_groups(self.parties(with_guardian=False).entrant)

    def _check_groups(self, entrant: Person) -> None:
        """Whoever fits no category at all hears so at once. Raises FitsNone."""
        with suppress(CategoryNotChosen):
            said, born = Said(self.draft.of_entry.status), Entrant(entrant.birth_date)
            belonging(self.groups, (), said, born, self.championship.starts_on)

    async def _check_skill(self) -> None:
        if "skill_id" not in self.draft.typed:
            raise missing("skill_id")
        if self.draft.part is None:
            await self.category()
            return
        skill = await team_skill(self.app, self.championship, self.draft.chosen_skill)
        if self.draft.part is not Part.MENTOR:
            await must_be_free_to_enter(self.app, self.championship, skill, self.applicant())

    async def team(self) -> tuple[FormedTeam, Category | None]:
        """As it would be entered. Raises Mistyped, and what `examined_team` and `enterable_team` raise."""
        sent = self.draft.body_of_team(self.language, {}).application()
        args = (sent.team, sent.whom, self.by, self.draft.registration_id, self.language)
        found = await examined_team(self.app, self.championship, *args)
        _skill, code = await enterable_team(self.app, self.championship, sent.skill_id, found, sent.said)
        return found, self.groups.named(code)

    async def category(self) -> Category | None:
        """In which the entry would be. Raises what `enterable_skill` raises."""
        entrant, said = self.parties().entrant, self.draft.of_entry
        return self.groups.named(
            await enterable_skill(self.app, self.championship, self.draft.chosen_skill, entrant, said)
        )

    async def choices(self) -> Sequence[Category]:
        """Of categories, where more than one fits the entrant, and none is chosen for the championship yet. A team's fit all of it."""
        if self.draft.part:
            return await self._choices_of_team()
        entrant, born = self.parties().entrant, Entrant(self.parties().entrant.birth_date)
        if await standing_category(self.app, self.championship, entrant):
            return ()
        try:
            belonging(self.groups, (), Said(self.draft.of_entry.status), born, self.championship.starts_on)
        except CategoryNotChosen as several:
            return several.fitting
        except FitsNone:
            pass
        return ()

    async def _choices_of_team(self) -> Sequence[Category]:
        unchosen = {name: text for name, text in self.draft.typed.items() if name != "category"}
        try:
            await replace(self, draft=replace(self.draft, typed=unchosen)).team()
        except CategoryNotChosen as several:
            return several.fitting
        except (Refusal, Mistyped):
            pass
        return ()

    async def questions(self) -> tuple[Question, ...]:
        """Raises as `parties`."""
        if self.draft.part is Part.MENTOR:
            return ()
        return await questions_for(self.app, self.championship, self.parties(), self.language)

    def _check_answers(self, questions: Sequence[Question]) -> None:
        answered = self.draft.answers(questions)
        for question in questions:
            said = answered[question.purpose]
            if question.is_required and not said:
                raise missing("answers", question.purpose)
        given = [purpose for purpose, said in answered.items() if said == "given"]
        must_agree([one.purpose for one in questions if one.is_required], given)

    async def texts_as_read(self) -> Mapping[Purpose, str]:
        """The hashes of the texts as they are now, which the answers are about. Raises TextChanged, and as `parties`."""
        questions = await self.questions()
        for purpose, begin in hashes(questions).items():
            if self.draft.said(Purpose(purpose)) and self.draft.shown.get(purpose) != begin:
                raise TextChanged(Purpose(purpose))
        return {question.purpose: question.text.shown.sha256 for question in questions}


def hashes(questions: Sequence[Question]) -> Mapping[str, str]:
    return {question.purpose.value: question.text.shown.sha256[:SEEN] for question in questions}

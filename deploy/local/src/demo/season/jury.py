"""A jury is asked: one has accepted by the link of the letter, two have still to answer."""

from typing import Final

from client import judging
from client.people import Person
from client.waiting import until
from demo.season.letters import link
from demo.stage import Stage
from localstack.mail.smtp import MailSink

NEWCOMER: Final[Person] = {
    "family_name": "Стружкина",
    "given_name": "Пелагея",
    "email": "pelageya.struzhkina@pochta.example",
    "language": "ru",
}
"""Of another organisation, and without an account here."""


async def ask(stage: Stage, skill: str, sink: MailSink) -> None:
    organiser = stage.organiser
    chief, second = stage.cast.jury(stage.schemes[1].number)[:2]
    await judging.invite(organiser, skill, stage.subjects[chief.account], "chief")
    await judging.invite(organiser, skill, stage.subjects[second.account])
    await judging.invite_newcomer(organiser, skill, NEWCOMER, "independent")

    async def is_written() -> bool:
        return bool(link(sink, str(chief.record["email"]), "judging"))

    await until(is_written, "the invitation to judge", seconds=60)
    await judging.accept(stage.callers[chief.account], link(sink, str(chief.record["email"]), "judging"), chief.member)
    stage.checks.expect("who is on the jury was asked", await judging.roles(organiser, skill), ["chief"])

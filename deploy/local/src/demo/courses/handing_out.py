"""Act eight: another organisation hands out the certificates of a course, by a table of people whom nobody had entered.

The first table has a fault, which is told before anything is granted. The second has none. Those whom a letter reaches get one.
"""

from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

from client import awards, duties
from client.caller import Caller, refusal
from client.certificates import (
    Certificate,
    Issuer,
    certificates,
    describe_issuer,
    document,
    make_achievement,
    open_issuer,
    qr_text,
    verdict,
    verdicts,
)
from client.championships import Text
from client.waiting import until
from demo.courses.correcting import correct
from demo.courses.learners import Learner, learners, letters, table
from demo.expected import CHILD
from demo.people import STRANGER
from demo.season.letters import link
from demo.stage import Course, Stage
from localstack.mail.smtp import MailSink

POINT: Final[Text] = {
    "ru": "Центр «Точка роста» в Камышовке-Пробной",
    "en": "Growth Point centre of Kamyshovka-Probnaya",
}
ISSUER: Final[Issuer] = {"organisation": "region-50", "name": POINT, "prefix": "50"}
ABOUT: Final[dict[str, Any]] = {
    "short_name": {"ru": "Точка роста", "en": "Growth Point"},
    "address": {"ru": "Камышовка-Пробная, Школьная улица, 5", "en": "5 Shkolnaya Street, Kamyshovka-Probnaya"},
    "email": "certificates@region-50.example",
    "signatory": {"ru": "В. Л. Печатников", "en": "V. L. Pechatnikov"},
    "post": {"ru": "Руководитель центра", "en": "Head of the centre"},
    "place": {"ru": "пос. Камышовка-Пробная", "en": "Kamyshovka-Probnaya"},
    "colour": "#0a5c36",
}
NAME: Final[Text] = {"ru": "Бумажные модели: от развёртки до макета", "en": "Paper models: from net to mock-up"}
ACHIEVEMENT: Final[dict[str, Any]] = {
    "code": "paper-models",
    "kind": "course",
    "title": NAME,
    "criteria": {"ru": "Пройдены все занятия, макет защищён.", "en": "All lessons attended, a mock-up defended."},
    "hours": 36,
    "design": "course",
}
NO_DAY: Final = "31.02.2000"


async def hand_out(stage: Stage, sink: MailSink) -> None:
    people, officer = learners(), stage.callers[STRANGER]
    task = stage.progress.add_task("a course", total=len(people))
    opened = await open_issuer(officer, ISSUER)
    await describe_issuer(officer, ISSUER["organisation"], ABOUT, seen=int(opened["version"]))
    achievement = await make_achievement(officer, ISSUER["organisation"], ACHIEVEMENT)

    async def is_offered() -> bool:
        return achievement in await awards.offered(officer)

    await until(is_offered, "the achievement to choose")
    granted = await _granted(stage, achievement, people)
    stage.course = Course(ISSUER["organisation"], achievement, granted)
    listed = await _certified(stage, len(people))
    stage.progress.update(task, completed=len(listed))
    await _expect_letters(stage, sink, people)
    await _expect_to_print(stage, people)
    await _expect_valid(stage, listed)
    for one in (people[0], next(one for one in people if one.age < CHILD)):
        await _expect_own(stage, sink, one)
    await correct(stage, listed)


async def _granted(stage: Stage, achievement: str, people: list[Learner]) -> str:
    """The id of the table that is granted, whole."""
    officer, today = stage.callers[STRANGER], date.today()  # noqa: DTZ011 - a calendar's day, not a moment
    rows = [one.row(number, today - timedelta(days=40)) for number, one in enumerate(people, start=1)]
    spoilt = [[*rows[0][:3], NO_DAY, *rows[0][4:]], *rows[1:]]
    tried = await awards.bring_table(officer, achievement, today, NAME, table(spoilt))
    wrong = [one["number"] for one in await awards.faults(officer, tried["id"])]
    stage.checks.expect("a row with a day that does not exist is told", (tried["found"]["faulty"], wrong), (1, [2]))
    await awards.cancel(officer, tried["id"])
    brought = await awards.bring_table(officer, achievement, today, NAME, table(rows))
    found = {"new": len(people), "known": 0, "changes": 0, "unsure": 0, "faulty": 0}
    stage.checks.expect("what the table of the course comes to", brought["found"], found)
    await awards.start(officer, brought["id"])

    async def is_done() -> bool:
        return (await awards.table(officer, brought["id"]))["stage"] == "done"

    await until(is_done, "the table of the course")
    done = await awards.table(officer, brought["id"])
    stage.checks.expect("granted of the table", (done["granted"], done["left_out"]), (len(people), 0))
    return brought["id"]


async def _certified(stage: Stage, number: int) -> list[Certificate]:
    listed: list[Certificate] = []

    async def all_there() -> bool:
        listed[:] = [one async for one in certificates(stage.callers[STRANGER])]
        return len(listed) >= number

    await until(all_there, "the certificates of the course")
    numbers = sorted(int(one["registration_number"].rpartition("-")[2]) for one in listed)
    stage.checks.expect("the second register has no gaps", numbers, list(range(1, number + 1)))
    titles = {one["context"]["title"]["ru"] for one in listed if one["context"]["title"]}
    stage.checks.expect("which course the certificates tell of", titles, {NAME["ru"]})
    stage.course.certificates = [one["id"] for one in listed]
    return listed


async def _expect_letters(stage: Stage, sink: MailSink, people: list[Learner]) -> None:
    wanted, issued = letters(people), set(stage.course.certificates)

    def arrived() -> Counter[str]:
        """By address: letters that lead to a certificate of the course."""
        counted: Counter[str] = Counter()
        for message in sink.messages():
            body = message.get_body(("plain",))
            text = body.get_content() if body else ""
            if message["X-Envelope-To"] in wanted and any(f"/certificates/{id}" in text for id in issued):
                counted[message["X-Envelope-To"]] += 1
        return counted

    async def all_there() -> bool:
        return arrived().total() >= wanted.total()

    await until(all_there, "the letters about the course")
    stage.checks.expect("letters about the course, by address", arrived(), wanted)


async def _expect_to_print(stage: Stage, people: list[Learner]) -> None:
    printed = await awards.to_print(stage.callers[STRANGER], stage.course.table)
    unreached = [number for number, one in enumerate(people, start=2) if not one.addresses]
    stage.checks.expect("whose certificate is to be printed", [one["number"] for one in printed], unreached)


async def _expect_valid(stage: Stage, listed: list[Certificate]) -> None:
    """As an employer checks them: codes and numbers in one list."""
    officer = stage.callers[STRANGER]
    codes = [{"qr": await qr_text(officer, one["id"])} for one in listed[1:]]
    found = await verdicts(stage.nobody, *codes)
    stage.checks.expect("the course's certificates checked together", found, ["valid"] * len(codes))
    by_number = await verdict(stage.nobody, number=listed[0]["registration_number"])
    stage.checks.expect("the number of one of the course", by_number, "valid")
    paper = await document(officer, listed[0]["id"], "application/pdf")
    stage.checks.expect("a certificate of the course as PDF", paper.startswith(b"%PDF-"), expected=True)


async def _expect_own(stage: Stage, sink: MailSink, one: Learner) -> None:
    """Who connects an account by the letter has the PDF, and nobody else: the learner, or the guardian of a child."""
    [address] = one.addresses
    reader = Caller.with_token(stage.http, await stage.issuer.register(f"Reader {one.age}"))
    await duties.accept(reader, link(sink, address, "invitation"))
    own: list[Certificate] = []

    async def is_seen() -> bool:
        own[:] = [each async for each in certificates(reader)]
        return bool(own)

    await until(is_seen, "the own certificate of who connected an account")
    paper = await document(reader, own[0]["id"], "application/pdf")
    refused = await refusal(document(stage.nobody, own[0]["id"], "application/pdf"))
    found = (len(own), paper.startswith(b"%PDF-"), refused)
    stage.checks.expect(f"the certificate of who is {one.age}, by the letter", found, (1, True, "not-signed-in"))

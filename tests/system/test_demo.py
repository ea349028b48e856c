"""The demo as a stranger starts it, and what it leaves behind. Afterwards everything that was written is read for personal data."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote_plus

import httpx2
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from tests.system.leftovers import left_behind

from demo import scan
from demo.courses.learners import learners
from demo.people import Cast, Person
from demo.programmes.needs import SAID
from localstack import ports
from localstack.brokers.kafka import Kafka
from localstack.layout import Layout
from shared.contracts.competitions import OrganisationDescribed
from shared.messaging import topics

PERSON: Final = "competitions.person"
FIRST_YEAR: Final = 1950
MANY: Final = 500
"""Requests of one run: else the test looks for what is not there."""


@dataclass(frozen=True)
class Played:
    folder: Path
    answer: subprocess.CompletedProcess[str]

    @property
    def summary(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.folder / "summary.json").read_text())
        return told

    @property
    def stack(self) -> Path:
        return self.folder / "stack"


@dataclass(frozen=True)
class Record:
    topic: str
    text: str
    """Key, headers and value."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("demo")
    return Played(folder, _demo(folder, "--port", str(ports.three_in_a_row())))


@pytest.fixture(scope="module")
async def records(played: Played) -> list[Record]:
    """Everything that is in any topic of the demo's Kafka, which is started once more for it."""
    layout = Layout.kept(played.stack)
    kafka = Kafka(layout.folder / "kafka", layout.ports.kafka, layout.ports.kafka_controller, layout.folder / "again")
    await kafka.start()
    try:
        return await _read_all(kafka.bootstrap)
    finally:
        await kafka.stop()


def test_every_count_is_right(played: Played) -> None:
    assert played.answer.returncode == 0, played.answer.stdout + played.answer.stderr
    assert played.summary["ok"] is True
    assert played.summary["wrong"] == []


def test_it_ran_on_the_real_parts(played: Played) -> None:
    stack = played.summary["stack"]
    assert re.fullmatch(r"Apache Kafka 4\.\d+\.\d+", stack["kafka"])
    assert re.fullmatch(r"mongod \d+\.\d+\.\d+", stack["mongod"])
    assert {"oidc", "caddy", "smtp"} <= stack.keys()


def test_every_certificate_left_its_four_files(played: Played) -> None:
    listed = played.summary["certificates"]
    assert len(listed) == played.summary["counts"]["certificates"]
    for certificate in listed:
        for ending, starts in {"json": b"{", "pdf": b"%PDF-", "png": b"\x89PNG", "txt": b"http://localhost"}.items():
            assert (played.folder / certificate["files"][ending]).read_bytes().startswith(starts)


def test_every_picture_holds_the_text_beside_it(played: Played) -> None:
    for certificate in played.summary["certificates"]:
        files = {ending: played.folder / name for ending, name in certificate["files"].items()}
        assert scan.decode(files["png"]) == files["txt"].read_text()


def test_it_shows_no_address_that_is_dead_already(played: Played) -> None:
    assert "http://" not in played.answer.stdout
    assert "KEEP=1" in played.answer.stdout


def test_kept_data_come_up_again_with_their_people_and_links(played: Played) -> None:
    before = played.summary
    command = [sys.executable, "-u", "-m", "demo", "--keep", "--folder", str(played.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        said = ""
        while "It stays up" not in said:
            line = process.stdout.readline()
            assert line, said + process.stderr.read()
            said += line
        links = re.findall(r"http://\S+", said)
        answers = {link: _opened(link) for link in links}
        process.send_signal(signal.SIGINT)
        said += process.stdout.read()
        assert process.wait(timeout=60) == 130, process.stderr.read()
    assert len(links) >= 16
    assert {link: status for link, status in answers.items() if status != 200} == {}
    assert any("/as/anna" in link for link in links)
    assert "stopped" in said.splitlines()[-1]
    assert played.summary == before


def _opened(link: str) -> int:
    """What a browser without cookies ends at."""
    with httpx2.Client(follow_redirects=True, timeout=30) as browser:
        return browser.get(link, headers={"accept": "text/html"}).status_code


def test_no_process_is_left(played: Played) -> None:
    assert left_behind(played.folder) == []


def test_a_course_of_a_second_issuer_is_handed_out(played: Played) -> None:
    course = played.summary["course"]
    assert course["organisation"] == "region-50"
    assert len(set(course["certificates"])) == len(learners())


def test_the_summary_names_nobody(played: Played) -> None:
    assert _found(json.dumps(played.summary, ensure_ascii=False)) == []


def test_personal_data_travel_on_the_person_topic_alone(records: list[Record]) -> None:
    assert {one.topic for one in records if one.topic != PERSON} >= {"competitions.result", "certificates.certificate"}
    texts: dict[str, list[str]] = {}
    for one in records:
        texts.setdefault(one.topic, []).append(one.text)
    found = {topic: _found("\n".join(those)) for topic, those in texts.items()}
    assert found.pop(PERSON), "the test looks for what is not there"
    assert {topic: names for topic, names in found.items() if names} == {}


def test_what_is_about_somebody_names_no_championship_and_no_skill(records: list[Record]) -> None:
    """Some championships tell of a disability: who is in which is known to nobody who reads a single topic of events."""
    kept = {kind.topic for kind in topics.EVENTS if kind.impersonal} - {OrganisationDescribed.topic}
    said = "\n".join(one.text for one in records if one.topic in kept)
    names = {name for pair in re.findall(r'"name":\{"ru":"([^"]+)","en":"([^"]+)"\}', said) for name in pair}
    assert len(names) > 10, "the test looks for what is not there"
    others = [one for one in records if one.topic not in {*kept, OrganisationDescribed.topic}]
    assert {(one.topic, name) for one in others for name in (*names, '"worldskills"') if name in one.text} == set()
    people = {one.text.partition("\n")[0] for one in records if one.topic == PERSON}
    assert len(people) > 10
    assert {id for id in people if id in said} == set()


def test_what_people_need_travels_nowhere(played: Played, records: list[Record]) -> None:
    logs = {path.name: path.read_text() for path in (played.stack / "logs").glob("*.log")}
    assert "/needs" in logs["access.log"], "the test looks for what is not there"
    texts = {**logs, "topics": "\n".join(one.text for one in records)}
    plain = {
        name: unquote_plus(re.sub(r"\\u([0-9a-f]{4})", lambda one: chr(int(one[1], 16)), text))
        for name, text in texts.items()
    }
    assert {(name, word) for name, text in plain.items() for word in SAID if word in text} == set()


def test_every_person_is_on_the_person_topic(records: list[Record]) -> None:
    text = "".join(one.text for one in records if one.topic == PERSON)
    people = [
        one for one in Cast.load().people.values() if "member" in one.record or one.account.startswith("guardian")
    ]
    assert [one.account for one in people if one.record["email"] not in text] == []


def test_one_trace_leads_from_each_publication_to_the_last_handler(played: Played) -> None:
    published = [one["trace_id"] for one in _logged(played, "competitions-worker") if one["event"] == "published"]
    assert len(published) == 1 + len(played.summary["programmes"])
    told = [*_logged(played, "certificates-worker"), *_logged(played, "notifications-worker")]
    by_type: dict[str, set[str]] = {}
    for one in told:
        if one["event"] == "handled":
            by_type.setdefault(one["type"], set()).add(one["trace_id"])
    assert by_type["competitions.result.published.v1"] == set(published)
    table = by_type["competitions.award.granted.v1"]
    assert len(table) == 1, "what a table grants is one trace"
    anew = by_type["certificates.certificate.issued.v1"] - {*published, *table}
    assert by_type["certificates.certificate.issued.v1"] >= {*published, *table}
    assert len(anew) == 2, "one that was issued anew, and its duplicate: each a request of its own"


def test_every_request_is_logged_under_a_trace(played: Played) -> None:
    requests = [one for one in _logged(played, "competitions-api") if one["event"] == "request"]
    assert len(requests) > MANY
    assert [one for one in requests if "trace_id" not in one] == []


def _logged(played: Played, process: str) -> list[dict[str, Any]]:
    lines = (played.stack / "logs" / f"{process}.log").read_text().splitlines()
    return [json.loads(line) for line in lines]


def test_no_log_has_personal_data(played: Played) -> None:
    logs = sorted((played.stack / "logs").glob("*.log"))
    assert {"competitions-api.log", "certificates-worker.log", "notifications-worker.log", "access.log"} <= {
        one.name for one in logs
    }
    assert {one.name: _found(one.read_text()) for one in logs if _found(one.read_text())} == {}


def test_no_requested_address_has_personal_data(played: Played) -> None:
    lines = (played.stack / "logs" / "access.log").read_text().splitlines()
    addresses = [unquote_plus(json.loads(line)["request"]["uri"]) for line in lines]
    assert len(addresses) > MANY
    assert _found("\n".join(addresses)) == []


def _found(text: str) -> list[str]:
    """Accounts of the people whose name, e-mail or birth date is in the text, also where it is escaped as in JSON.
    Of who took the course: the family name."""
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda one: chr(int(one[1], 16)), text).casefold()
    known = {one.account: list(_personal(one)) for one in Cast.load().people.values()}
    learned = {one.family_name: [one.family_name, *one.addresses] for one in learners()}
    return [who for who, told in {**known, **learned}.items() if any(each.casefold() in plain for each in told)]


def _personal(person: Person) -> Iterator[str]:
    yield person.record["email"]
    yield person.record["family_name"]
    yield person.record["name"]
    if person.birth_date and person.birth_date.year > FIRST_YEAR:
        yield person.birth_date.isoformat()


async def _read_all(bootstrap: str) -> list[Record]:
    consumer: Any = AIOKafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest")
    await consumer.start()
    try:
        names = [name for name in await consumer.topics() if not name.startswith("__")]
        assert set(names) >= set(topics.catalogue())
        consumer.subscribe(names)
        await consumer.getmany(timeout_ms=0)  # the assignment follows the first fetch
        ends = await consumer.end_offsets(consumer.assignment())
        await consumer.seek_to_beginning()
        return [one async for one in _until(consumer, ends)]
    finally:
        await consumer.stop()


async def _until(consumer: Any, ends: dict[TopicPartition, int]) -> AsyncIterator[Record]:
    async with asyncio.timeout(60):
        while any([await consumer.position(place) < end for place, end in ends.items()]):
            for batch in (await consumer.getmany(timeout_ms=200)).values():
                for one in batch:
                    parts = [one.key or b"", one.value or b"", *(value for _, value in one.headers)]
                    yield Record(one.topic, b"\n".join(parts).decode(errors="replace"))


def _demo(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "demo", "--once", "--folder", str(folder), *options]
    env = {**os.environ, "CI": "true"}
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, env=env)

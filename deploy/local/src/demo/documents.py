"""Act four: by events alone everybody gets certificates. Each is written to a file as soon as it is there."""

import asyncio
from collections import Counter
from typing import Final

from client.certificates import Certificate, certificates, document, qr_text
from client.waiting import until
from demo.stage import Stage

FORMS: Final = {"json": "application/vc", "pdf": "application/pdf", "png": "image/png"}
STARTS: Final = {"json": b"{", "pdf": b"%PDF-", "png": b"\x89PNG"}


async def collect(stage: Stage) -> None:
    expected = sum(len(outcome.kinds) for outcome in stage.outcomes.values())
    task = stage.progress.add_task("certificates", total=expected)
    stage.files.mkdir(parents=True, exist_ok=True)
    known: set[str] = set()

    async def all_there() -> bool:
        listed = [one async for one in certificates(stage.officer)]
        new = [one for one in listed if one["id"] not in known]
        known.update(one["id"] for one in new)
        await asyncio.gather(*(_save(stage, one) for one in new))
        stage.progress.update(task, completed=len(known))
        return len(known) >= expected

    await until(all_there, "the certificates", seconds=120)
    _check(stage)


async def _save(stage: Stage, certificate: Certificate) -> None:
    id_ = certificate["id"]
    files = {}
    for ending, kind in FORMS.items():
        content = await document(stage.officer, id_, kind)
        files[ending] = _write(stage, f"{id_}.{ending}", content)
        stage.checks.expect(f"{id_}.{ending}", content.startswith(STARTS[ending]), expected=True)
    files["txt"] = _write(stage, f"{id_}.txt", (await qr_text(stage.officer, id_)).encode())
    stage.certificates.append(
        {
            "id": id_,
            "award": certificate["award"],
            "url": certificate["urls"]["page"],
            "registration_number": certificate["registration_number"],
            "account": stage.account_of(certificate["subject_id"]),
            "files": files,
        }
    )


def _write(stage: Stage, name: str, content: bytes) -> str:
    (stage.files / name).write_bytes(content)
    return f"{stage.files.name}/{name}"


def _check(stage: Stage) -> None:
    earned = Counter((account, kind) for account, one in stage.outcomes.items() for kind in one.kinds)
    made = Counter((one["account"], one["award"]) for one in stage.certificates)
    stage.checks.expect("a certificate for every award", made, earned)
    numbers = sorted(int(one["registration_number"].rpartition("-")[2]) for one in stage.certificates)
    stage.checks.expect("registration numbers without gaps", numbers, list(range(1, len(earned) + 1)))

"""The requests of the organisers' guide do what it says."""

import re
from pathlib import Path

from tests.competitions.playing import Play
from tests.competitions.workbook_maker import Scheme

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "organisers.md"
MADE = {
    "championships": "championship_id",
    "skills": "skill_id",
    "persons": "subject_id",
    "registrations": "registration_id",
}


async def test_the_requests_of_the_guide_are_taken_one_after_the_other(play: Play) -> None:
    known: dict[str, str] = {}
    requests = re.findall(r"```http\n(\S+) (\S+)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(requests) == 13
    for method, template, body in requests:
        path = filled(template, known)
        sent = Scheme().xlsx() if path.endswith("/marking-scheme") else filled(body, known).encode()
        headers = {**play.anna(), "content-type": "application/json"}
        answer = await play.http.request(method, path, content=sent, headers=headers)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        if path.endswith("/questions"):
            known["text_sha256"] = next(
                one["text_sha256"] for one in answer.json()["items"] if one["purpose"] == "participation"
            )
        if name := MADE.get(path.rpartition("/")[2]):
            made = answer.json()
            known[name] = made.get("subject_id") if name == "subject_id" else made["id"]


def filled(text: str, known: dict[str, str]) -> str:
    """The text with ids for their names in braces."""
    return re.sub(r"\{(\w+)\}", lambda match: known[match[1]], text)

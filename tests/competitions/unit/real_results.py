"""The published results of two WorldSkills competitions, by skill."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from competitions.domain.results.medals import Medal

MEDALS = {
    "Gold": Medal.GOLD,
    "Silver": Medal.SILVER,
    "Bronze": Medal.BRONZE,
    "Medallion for Excellence": Medal.MEDALLION,
    "": None,
}


@dataclass(frozen=True)
class Group:
    """One skill of one competition."""

    name: str
    scores: tuple[int, ...]
    medals: tuple[Medal | None, ...]


def groups(year: int) -> list[Group]:
    rows: dict[str, list[tuple[int, Medal | None]]] = defaultdict(list)
    path = Path(__file__).parent / "vectors" / f"worldskills_{year}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["skill"]].append((int(row["scale_score"]), MEDALS[row["medal"]]))
    return [
        Group(f"{year}-{skill}", tuple(score for score, _ in found), tuple(medal for _, medal in found))
        for skill, found in rows.items()
    ]

"""`var/demo/summary.json`: what was played on what, for anyone who checks it with tools of their own."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from demo.expected import deliveries
from demo.stage import Stage


def file(folder: Path) -> Path:
    return folder / "summary.json"


def counts(stage: Stage) -> dict[str, Any]:
    kinds = Counter(one["award"] for one in stage.certificates)
    medals = Counter(outcome.medal or "none" for outcome in stage.outcomes.values())
    told = deliveries(stage.cast, stage.outcomes)
    return {
        "skills": len(stage.schemes),
        "aspects": sum(len(list(scheme.aspects)) for scheme in stage.schemes),
        "competitors": len(stage.cast.competitors),
        "guardians": len(stage.cast.with_role("guardian")),
        "experts": len(stage.cast.experts),
        "marks": sum(map(len, stage.entries.values())),
        "results": dict(medals),
        "certificates": len(stage.certificates),
        "certificates_by_kind": dict(kinds),
        "messages_by_channel": told.total() + stage.told_of_revocation,
        "certificates_of_the_course": len(stage.course.certificates),
        "checks": len(stage.checks.made),
    }


def write(into: Path, stage: Stage, stack: dict[str, str], seconds: float) -> dict[str, Any]:
    """Without names: certificates are listed by id and kind."""
    listed = [{"kind": one["award"], **{key: one[key] for key in ("id", "url", "files")}} for one in stage.certificates]
    summary = {
        "ok": stage.checks.ok,
        "seconds": round(seconds, 1),
        "base_url": stage.base_url,
        "stack": stack,
        "counts": counts(stage),
        "certificates": sorted(listed, key=lambda one: (one["kind"], one["id"])),
        "revoked": stage.revoked,
        "programmes": stage.programmes,
        "open_championship": stage.open_championship,
        "draft": stage.draft,
        "lapsed": {"championship": stage.lapsing, "registration": stage.lapsed},
        "course": asdict(stage.course),
        "wrong": [one.name for one in stage.checks.made if not one.ok],
    }
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n")
    return summary

"""An exported championship counted again: from what experts entered to totals, scores, places, medals and awards."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .count import count, differences
from .facts import Aspect, Form, Line, Outcome, Prize, Rules, Starter
from .marks import fraction
from .package import Broken, Lines
from .places import PLACES, WITH_MEDALS
from .scales import SCALES
from .standings import STANDINGS, Comparison, compare
from .standings import Line as Compared
from .words import Said, _

Json = Mapping[str, Any]


def recounted(lines: Lines) -> Iterator[Said]:
    """Whatever comes out otherwise than it was published, with whose it is. Results whose marks were corrected since are not counted.

    Raises Broken where the rules are such as this program does not know.
    """
    names = {one["person"]: one["name"] or one["person"] for one in lines["people"]}
    for skill in lines["skills"]:
        if is_settled(skill):
            yield from _of_skill(skill, lines, names)
    if all(is_settled(skill) for skill in lines["skills"] if skill["published"]):
        yield from _of_members(lines)


def is_settled(skill: Json) -> bool:
    """Whether its results were published, and stand on the marks that are in the package."""
    return skill["published"] is not None and skill["published"]["head"] == skill["head"]


def _of_skill(skill: Json, lines: Lines, names: Mapping[str, str]) -> Iterator[Said]:
    published = skill["published"]
    rules = _rules(skill["number"], published["rules"], published["awards"])
    aspects = {code: known for one in lines["schemes"] if one["skill"] == skill["id"] for code, known in _aspects(one)}
    forms: dict[str, list[Form]] = defaultdict(list)
    for sheet in lines["sheets"]:
        if sheet["skill"] == skill["id"] and sheet["counts"]:
            forms[sheet["competitor"]].append(_form(sheet, aspects))
    starters = [
        Starter(one["competitor"], forms[one["competitor"]], one["category"])
        for one in lines["starters"]
        if one["skill"] == skill["id"]
    ]
    first = {one["competitor"]: _outcome(one) for one in lines["results"] if one["skill"] == skill["id"]}
    second = count(starters, rules, published["rules"]["categories"])
    for one in differences(starters, first, second):
        yield _(
            "skill {skill}, {whose}: {what} is {first}, counted again {second}",
            skill=skill["number"],
            whose=names.get(one.id, one.id),
            what=one.what,
            first=one.first,
            second=one.second,
        )


def _form(sheet: Json, aspects: Mapping[str, Aspect]) -> Form:
    return Form(sheet["sub_criterion"], aspects, [_line(one["record"]) for one in sheet["records"]])


def _aspects(scheme: Json) -> Iterator[tuple[str, Aspect]]:
    for criterion in scheme["scheme"]["criteria"]:
        for part in criterion["sub_criteria"]:
            for rule in (aspect["rule"] for aspect in part["aspects"]):
                yield rule["code"], Aspect(rule["maximum"], _way(rule), rule["partial"])


def _way(rule: Json) -> dict[str, Any]:
    if rule["type"] == "J":
        return {"kind": "J"}
    way: dict[str, Any] = {**rule["calculator"], "kind": rule["calculator"]["type"]}
    if "options" in way:
        way["options"] = [(one["label"], one["deduction"]) for one in way["options"]]
    if "ranges" in way:
        way["ranges"] = [
            (one["within"] if one["below"] is None else one["below"], one["within"], one["deduction"])
            for one in way["ranges"]
        ]
    return way


def _line(record: Json) -> Line:
    entry = record.get("entry") or {}
    return Line(record["aspect"], record["kind"], record.get("mark"), entry.get("value"), entry.get("scores"))


def _rules(number: str, rules: Json, awards: Sequence[Json]) -> Rules:
    if rules["scale_policy"] not in SCALES or rules["medal_policy"] not in PLACES:
        raise Broken(
            _("skill {skill}: it went by rules that this program does not know; take a newer one", skill=number)
        )
    places, needed, limits, groups = (
        rules[name] for name in ("places", "minimum_starters", "scale_limits", "starters")
    )
    return Rules(
        scale=rules["scale_policy"],
        medals=rules["medal_policy"],
        needed=(needed["gold"], needed["silver"], needed["bronze"]),
        limits=(limits["lowest"], limits["highest"]) if limits else None,
        given=places["given"],
        share=places["share"],
        rounding=places["rounding"],
        by_starters=places["by_starters"],
        least=places["score_min"],
        tie=places["tie_criterion"],
        medallion=places["medallion_from"],
        group_least=groups["min"],
        group_below=groups["below"],
        group_into=groups["into"],
        prizes=[
            Prize(one["code"], one["medal"], one["first_place"], one["last_place"], one["and_further"])
            for one in awards
        ],
    )


def _outcome(one: Json) -> Outcome:
    return Outcome(
        fraction(one["total"]),
        one["scale_score"],
        one["place"],
        one["medal"],
        one["category"],
        frozenset(one["awards"]),
    )


def _of_members(lines: Lines) -> Iterator[Said]:
    compared = next((one["published"]["rules"] for one in lines["skills"] if one["published"]), None)
    if compared is None or compared["standings"] is None:
        return
    rules = compared["standings"]
    if rules["by"] not in STANDINGS:
        raise Broken(_("members are compared by rules that this program does not know; take a newer one"))
    written = {spelling: one["member"] for one in lines["standings"] for spelling in one["spellings"]}
    members = {(one["skill"], one["competitor"]): one["member"] for one in lines["starters"]}
    counted = [
        Compared(
            _member(written, members[one["skill"], one["competitor"]]), one["place"], one["medal"], one["has_prize"]
        )
        for one in lines["results"]
        if not rules["categories"] or one["category"] in rules["categories"]
    ]
    by_medals = compared["medal_policy"] in WITH_MEDALS
    second = compare(counted, Comparison(rules["by"], rules["points"], rules["medallion_points"], by_medals))
    first = {one["member"]: (one["place"], one["points"]) for one in lines["standings"]}
    for member in sorted(first.keys() | second.keys()):
        if first.get(member) != second.get(member):
            yield _(
                "{member}: place and points are {first}, counted again {second}",
                member=member,
                first=_figures(first.get(member)),
                second=_figures(second.get(member)),
            )


def _figures(line: tuple[int, int | None] | None) -> str:
    return "–" if line is None else ", ".join("–" if one is None else str(one) for one in line)


def _member(written: Mapping[str, str], spelling: str) -> str:
    if spelling not in written:
        raise Broken(_("standings.jsonl: {member} is compared with nobody", member=spelling))
    return written[spelling]

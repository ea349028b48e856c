"""Chains, heads, sums and promises of a package."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .package import Broken, Lines, Package, canonical
from .replaying import recounted
from .words import Said, _

FORM = b"skillproof/mark/1\n"
BEGINNING = "0" * 64
SHOWN = 32
"""So many digits of a head stand on paper."""

__all__ = ["Broken", "Report", "check"]


@dataclass
class Report:
    skills: int = 0
    sheets: int = 0
    records: int = 0
    totals: int = 0
    """Added up again, and counted again to places and awards."""
    recounted: list[Said] = field(default_factory=list)
    """Results that are published otherwise than they come out when they are counted again."""
    differing: list[str] = field(default_factory=list)
    """Heads on paper that are not the package's."""
    missing: list[str] = field(default_factory=list)
    """What was erased."""


def check(package: Package, wanted: Mapping[str, str]) -> Report:
    """`wanted`: heads from paper, by the number of the skill. Raises Broken at the first thing that does not fit."""
    try:
        report = _check(package.lines, wanted)
        _check_sums(package)
    except Broken:
        raise
    except (TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as error:
        raise Broken(_("a line lacks what it needs, or has it in another form: {error}", error=repr(error))) from error
    return report


def _check(lines: Lines, wanted: Mapping[str, str]) -> Report:
    report = Report(skills=len(lines["skills"]), sheets=len(lines["sheets"]))
    for sheet in lines["sheets"]:
        report.records += _check_sheet(sheet)
    for skill in lines["skills"]:
        own = [one for one in lines["sheets"] if one["skill"] == skill["id"]]
        results = [one for one in lines["results"] if one["skill"] == skill["id"]]
        report.totals += _check_skill(skill, own, results)
    _check_ids(lines)
    report.recounted += recounted(lines)
    report.differing += _differing(lines["skills"], wanted)
    report.missing += [*_untold_texts(lines), *_unnamed(lines)]
    return report


def _check_sheet(sheet: Mapping[str, Any]) -> int:
    """Returns how many records there are."""
    before, heads, signed = BEGINNING, {BEGINNING}, 0
    for number, line in enumerate(sheet["records"], 1):
        record, where = line["record"], {"sheet": sheet["id"], "number": number}
        if line["before"] != before:
            raise Broken(_("sheet {sheet}, record {number}: it does not follow the record before it", **where))
        if record["sheet"] != sheet["id"] or record["competitor"] != sheet["competitor"]:
            raise Broken(_("sheet {sheet}, record {number}: it is of another sheet or competitor", **where))
        if record["aspect"].partition(".")[0] != sheet["sub_criterion"]:
            raise Broken(_("sheet {sheet}, record {number}: it is of another sub-criterion", **where))
        before = hashlib.sha256(FORM + bytes.fromhex(before) + canonical(record)).hexdigest()
        heads.add(before)
        if any(one["head"] == before for one in sheet["signed"]):
            signed = number
    if sheet["head"] != before:
        raise Broken(_("sheet {sheet}: its last record is not the one that its head was made of", sheet=sheet["id"]))
    taken_back = [one for opened in sheet["opened"] for one in opened["taken_back"]]
    if any(one["head"] not in heads for one in (*sheet["signed"], *taken_back)):
        raise Broken(_("sheet {sheet}: what was signed is no part of its history", sheet=sheet["id"]))
    _check_seconds(sheet, signed)
    return len(sheet["records"])


def _check_seconds(sheet: Mapping[str, Any], signed: int) -> None:
    """A measurement is confirmed by another person who found the same; all are, before the form is signed, where two have to.

    `signed`: how many records the signature is for.
    """
    standing: dict[str, Mapping[str, Any]] = {}
    for number, line in enumerate(sheet["records"], 1):
        record, before = line["record"], standing.get(line["record"]["aspect"])
        if "confirms" in record and not _seconds(record, before):
            text = _(
                "sheet {sheet}, record {number}: it confirms no mark of another that says the same",
                sheet=sheet["id"],
                number=number,
            )
            raise Broken(text)
        if record["kind"] == "mark":
            standing[record["aspect"]] = record
        elif record["kind"] == "withdrawal":
            standing.pop(record["aspect"], None)
        if number == signed and sheet["confirmed_by"] > 1:
            alone = [one["aspect"] for one in standing.values() if "value" in one["entry"] and "confirms" not in one]
            if alone:
                text = _(
                    "sheet {sheet}: {aspect} was signed, and no second expert had confirmed it",
                    sheet=sheet["id"],
                    aspect=alone[0],
                )
                raise Broken(text)


def _seconds(record: Mapping[str, Any], before: Mapping[str, Any] | None) -> bool:
    return (
        before is not None
        and before["id"] == record["confirms"]
        and before["author"] != record["author"]
        and before["mark"] == record["mark"]
        and "value" in record["entry"]
    )


def _check_skill(
    skill: Mapping[str, Any], sheets: Sequence[Mapping[str, Any]], results: Sequence[Mapping[str, Any]]
) -> int:
    """Returns how many totals were added up again."""
    counting = [one for one in sheets if one["counts"]]
    if skill["head"] != root({one["id"]: one["head"] for one in counting}):
        raise Broken(_("skill {skill}: its head is not that of its sheets", skill=skill["number"]))
    published = skill["published"]
    if published is None:
        if results:
            raise Broken(_("skill {skill}: there are results, and none were published", skill=skill["number"]))
        return 0
    if published["head"] != skill["head"]:
        if published["status"] == "official":
            text = _("skill {skill}: marks were changed after the results became official", skill=skill["number"])
            raise Broken(text)
        return 0  # corrected since: its next publication will say so
    for result in results:
        own = [one for one in counting if one["competitor"] == result["competitor"]]
        total = sum((_sum(one["records"]) for one in own), Decimal(0))
        if not own or total != Decimal(result["total"]):
            text = _(
                "skill {skill}, {competitor}: the marks add up to {sum}, not {total}",
                skill=skill["number"],
                competitor=result["competitor"],
                sum=total,
                total=result["total"],
            )
            raise Broken(text)
    return len(results)


def _sum(records: Sequence[Mapping[str, Any]]) -> Decimal:
    """Of the marks that count: the last one of each aspect, unless it was taken back."""
    marks: dict[str, Decimal] = {}
    for record in (one["record"] for one in records):
        if record["kind"] == "mark":
            marks[record["aspect"]] = Decimal(record["mark"])
        elif record["kind"] == "withdrawal":
            marks.pop(record["aspect"], None)
    return sum(marks.values(), Decimal(0))


def root(heads: Mapping[str, str]) -> str:
    """RFC 6962, section 2.1."""
    return _root([canonical({"sheet": sheet, "head": heads[sheet]}) for sheet in sorted(heads)]).hex()


def _root(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + _root(leaves[:half]) + _root(leaves[half:])).digest()


def _check_ids(lines: Lines) -> None:
    for name, key in (
        ("skills", "id"),
        ("sheets", "id"),
        ("schemes", "skill"),
        ("people", "person"),
        ("texts", "record"),
    ):
        ids = [one[key] for one in lines[name]]
        if twice := next((one for one in ids if ids.count(one) > 1), None) if len(set(ids)) < len(ids) else None:
            raise Broken(_("{file}.jsonl: {id} is there twice", file=name, id=twice))
    known = {one["id"] for one in lines["skills"]}
    for name in ("sheets", "results", "starters", "schemes"):
        if stray := next((one["skill"] for one in lines[name] if one["skill"] not in known), None):
            raise Broken(_("{file}.jsonl: there is no skill {id}", file=name, id=stray))


def _check_sums(package: Package) -> None:
    """Of the files in which nothing is ever erased: what no chain holds, such as who signed, is as it was exported."""
    for one in package.lines["sums"]:
        if package.sums[one["file"]] != one["sha256"]:
            raise Broken(_("{file}.jsonl: it is not the file that was exported", file=one["file"]))


def _differing(skills: Sequence[Mapping[str, Any]], wanted: Mapping[str, str]) -> Iterator[str]:
    by_number = {one["number"]: one for one in skills}
    for number, head in wanted.items():
        skill = by_number.get(number)
        if skill is None:
            yield f"there is no skill {number}"
            continue
        known = [one["head"] for one in (skill["signed"], skill["published"]) if one and one["head"]]
        if len(head) < SHOWN or not any(one.startswith(head) for one in known):
            told = ", ".join(one[:SHOWN] for one in known) or "none"
            yield f"skill {number}: {head} on paper; signed and published: {told}"


def _untold_texts(lines: Lines) -> Iterator[str]:
    texts = {one["record"]: one for one in lines["texts"]}
    for sheet in lines["sheets"]:
        for id, promise, what in _promises(sheet):
            told = texts.get(id)
            if promise is None:
                if told is not None:
                    raise Broken(_("record {id}: a text stands for it that was not written with it", id=id))
            elif told is None:
                yield f"the text of {what} (sheet {sheet['id']}) is erased"
            elif _promise(told) != promise:
                raise Broken(_("record {id}: its text is not the one that was written with it", id=id))


def _promises(sheet: Mapping[str, Any]) -> Iterator[tuple[str, str | None, str]]:
    """Of each record, and of each time that the sheet was opened again: its id, what it promises, and what it is."""
    for record in (one["record"] for one in sheet["records"]):
        yield record["id"], record["promise"], f"record {record['id']}"
    for opened in sheet["opened"]:
        yield opened["id"], opened["promise"], f"reopening {opened['id']}"


def _promise(told: Mapping[str, Any]) -> str:
    return hashlib.sha256(bytes.fromhex(told["salt"]) + canonical(told["texts"])).hexdigest()


def _unnamed(lines: Lines) -> Iterator[str]:
    for one in lines["people"]:
        if one["name"] is None:
            yield f"the name of {one['person']} is erased"

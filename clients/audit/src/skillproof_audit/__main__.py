"""`skillproof-audit PACKAGE [--head NUMBER=HEAD]…`. Exit codes: 0 fine, 1 broken, 2 heads differ, 3 incomplete."""

import argparse
import sys
from pathlib import Path

from skillproof_audit.shadow.checking import Broken, Report, check
from skillproof_audit.shadow.package import read

FINE, BROKEN, DIFFERS, INCOMPLETE = range(4)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("skillproof-audit", description="Checks an exported championship.")
    parser.add_argument("package", type=Path, help="the .zip, or the folder that it was unpacked to")
    parser.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="NUMBER=HEAD",
        help="of a skill, as it stands on the signed protocol",
    )
    given = parser.parse_args(arguments)
    wanted = {}
    for one in given.head:
        number, equals, head = one.partition("=")
        digits = "".join(head.split()).lower()
        if not equals or not digits:
            parser.error(f"--head {one}: write the number of the skill, =, and what stands on the protocol")
        wanted[number.strip()] = digits
    try:
        report = check(read(given.package), wanted)
    except Broken as broken:
        sys.stdout.write(f"BROKEN: {broken}\n")
        return BROKEN
    return _told(report)


def _told(report: Report) -> int:
    say = sys.stdout.write
    say(f"{report.skills} skills, {report.sheets} sheets, {report.records} records: every chain holds together.\n")
    say(f"{report.totals} totals are the sums of their marks.\n")
    if not report.recounted:
        say("Marks, scores, places, medals and awards come out as they were published.\n")
    for difference in report.recounted:
        say(f"COUNTED AGAIN: {difference}\n")
    for one in report.differing:
        say(f"HEADS DIFFER: {one}\n")
    for one in report.missing:
        say(f"MISSING: {one}\n")
    if report.recounted:
        return BROKEN
    if report.differing:
        return DIFFERS
    return INCOMPLETE if report.missing else FINE


if __name__ == "__main__":
    sys.exit(main())

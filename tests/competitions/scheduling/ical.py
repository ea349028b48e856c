"""Reads calendar files by RFC 5545, apart from the library that writes them: lines, escapes, and time zones as the file defines them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

LONGEST = 75
STAMP = "%Y%m%dT%H%M%S"


@dataclass
class Component:
    kind: str
    values: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    below: list["Component"] = field(default_factory=list)

    def text(self, name: str) -> str | None:
        return unescaped(self.values[name][1]) if name in self.values else None


@dataclass(frozen=True)
class ReadEvent:
    uid: str
    sequence: int
    status: str
    summary: str
    location: str | None
    description: str
    organizer: tuple[str, str] | None
    starts_at: datetime
    ends_at: datetime
    stamped_at: datetime


@dataclass(frozen=True)
class Read:
    name: str
    method: str
    events: list[ReadEvent]


def read_calendar(content: bytes) -> Read:
    (top,) = _components(_lines(content))
    zones = {one.values["TZID"][1]: one for one in top.below if one.kind == "VTIMEZONE"}
    events = [_event(one, zones) for one in top.below if one.kind == "VEVENT"]
    return Read(top.text("X-WR-CALNAME") or "", top.values["METHOD"][1], events)


def _lines(content: bytes) -> list[str]:
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    assert all(len(line) <= LONGEST and b"\n" not in line and b"\r" not in line for line in physical)
    for line in physical:
        line.decode()  # nothing is cut inside of a letter
    return content[:-2].decode().replace("\r\n ", "").split("\r\n")


def _components(lines: list[str]) -> list[Component]:
    root = Component("")
    open_ones = [root]
    for line in lines:
        name, parameters, value = _parsed(line)
        if name == "BEGIN":
            open_ones.append(Component(value))
            open_ones[-2].below.append(open_ones[-1])
        elif name == "END":
            assert open_ones.pop().kind == value
        else:
            assert name not in open_ones[-1].values or name == "RDATE", f"{name} stands twice"
            open_ones[-1].values[name] = (parameters, value)
    assert open_ones == [root]
    return root.below


def _parsed(line: str) -> tuple[str, dict[str, str], str]:
    found = re.fullmatch(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', line)
    assert found, line
    pairs = re.findall(r';([A-Z-]+)=(?:"([^"]*)"|([^";:,]*))', found[2])
    return found[1], {name: quoted or plain for name, quoted, plain in pairs}, found[3]


def unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), f"not escaped: {value}"
    return re.sub(r"\\(.)", lambda one: "\n" if one[1] in "nN" else one[1], value)


def _event(one: Component, zones: dict[str, Component]) -> ReadEvent:
    organizer = one.values.get("ORGANIZER")
    return ReadEvent(
        one.values["UID"][1],
        int(one.values["SEQUENCE"][1]),
        one.values["STATUS"][1],
        one.text("SUMMARY") or "",
        one.text("LOCATION"),
        one.text("DESCRIPTION") or "",
        (organizer[0]["CN"], organizer[1]) if organizer else None,
        _moment(one.values["DTSTART"], zones),
        _moment(one.values["DTEND"], zones),
        _moment(one.values["DTSTAMP"], zones),
    )


def _moment(given: tuple[dict[str, str], str], zones: dict[str, Component]) -> datetime:
    parameters, value = given
    if "TZID" not in parameters:
        assert value.endswith("Z")
        return datetime.strptime(f"{value[:-1]}+0000", f"{STAMP}%z")
    local = _local(value)
    return local.replace(tzinfo=timezone(_offset(zones[parameters["TZID"]], local)))


def _offset(zone: Component, local: datetime) -> timedelta:
    """That of the last change that has happened by that time: a change is told by the clocks before it (RFC 5545, 3.6.5)."""
    changes = sorted(
        (at - _distance(part.values["TZOFFSETFROM"][1]), _distance(part.values["TZOFFSETTO"][1]))
        for part in zone.below
        for at in _onsets(part)
    )
    assert changes[0][0] <= local - changes[0][1], "the zone is not defined for that time"
    fitting = [offset for at, offset in changes if at <= local - offset]
    return fitting[-1]


def _distance(text: str) -> timedelta:
    sign = -1 if text[0] == "-" else 1
    return sign * timedelta(hours=int(text[1:3]), minutes=int(text[3:5]), seconds=int(text[5:7] or 0))


def _onsets(part: Component) -> Iterator[datetime]:
    assert "RRULE" not in part.values
    yield _local(part.values["DTSTART"][1])
    for value in part.values.get("RDATE", ({}, ""))[1].split(","):
        if value:
            yield _local(value)


def _local(value: str) -> datetime:
    return datetime.strptime(value, STAMP)  # noqa: DTZ007 - clocks without a zone

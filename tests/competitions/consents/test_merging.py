"""Two records of one person: shown, merged without an id that changes, parted, and erased together."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import HOME, Play

from client import championships
from competitions.queries.records.merging import MOST_PAIRS
from competitions.store.people import MOST_IN_A_GROUP


async def twice(play: Play, **more: Any) -> tuple[str, str]:
    """The one that stays, which has an account, and the other."""
    staying = await play.person("Березина", birth_date="2001-02-03", account="berezina", email="new@example.org")
    going = await play.person("БЕРЁЗИНА", birth_date="2001-02-03", email="old@example.org", **more)
    return staying, going


async def merge(play: Play, going: str, staying: str, *, expect: int = 204, by: dict[str, str] | None = None) -> Any:
    version = (await play.app.people.get(UUID(staying))).version
    address = f"/persons/{going}/merged-into/{staying}"
    return await play.call("PUT", address, by or play.anna(), expect=expect, if_match=f'"{version}"')


def berezina(play: Play) -> dict[str, str]:
    return play.issuer.bearer("berezina", "competitor")


async def test_what_was_entered_under_an_id_keeps_it_and_the_account_sees_it(play: Play) -> None:
    await play.open()
    staying, going = await twice(play)
    assert [one["id"] for one in await play.get(f"/persons/{going}/duplicates")] == [staying]
    entry = await championships.register(play.organiser, play.skill, going, "R-01")
    assert (await play.get("/me/registrations", by=berezina(play)))["items"] == []
    await merge(play, going, staying)
    await merge(play, going, staying)
    kept = await play.app.registrations.get(UUID(entry))
    assert str(kept.subject_id) == going
    assert [one["id"] for one in (await play.get("/me/registrations", by=berezina(play)))["items"]] == [entry]
    told = {event["subject_id"]: event for event in [json.loads(one["value"]) for one in await play.told("people")]}
    assert (told[going]["merged_into"], told[staying]["merged_into"]) == (staying, None)
    listed = (await play.get("/persons"))["items"]
    assert [one["id"] for one in listed] == [staying], "one line a person"
    assert await play.get(f"/persons/{staying}/duplicates") == []
    found = await page(play, f"/championships/{play.championship}/entries", play.anna(), language="en")
    assert "Березина Вымысел" in text(found), "as the record that stays is called"


async def test_nobody_is_entered_twice_under_two_ids(play: Play) -> None:
    await play.open()
    staying, going = await twice(play)
    await championships.register(play.organiser, play.skill, going, "R-01")
    await merge(play, going, staying)
    body = {"subject_id": staying, "member": "R-01"}
    refused = await play.post(f"/skills/{play.skill}/registrations", body, expect=409)
    assert refused["type"].endswith("/already-registered")


async def test_two_who_both_take_part_are_not_merged(play: Play) -> None:
    await play.open()
    staying, going = await twice(play)
    entry = ""
    for subject in (staying, going):
        entry = await championships.register(play.organiser, play.skill, subject, "R-01")
    refused = await merge(play, going, staying, expect=409)
    assert refused["type"].endswith("/both-take-part")
    await play.post(f"/registrations/{entry}/withdrawal", {})
    await merge(play, going, staying)


async def test_what_stands_between_two_records_is_said(play: Play) -> None:
    staying, going = await twice(play)
    other = await play.person("Другая", account="other")
    ward = await play.person("Малая", guardians=[staying])
    for one, into, kind in (
        (other, staying, "two-accounts"),
        (staying, going, "account-goes"),
        (ward, staying, "guardian-and-ward"),
    ):
        refused = await merge(play, one, into, expect=409)
        assert refused["type"].endswith(f"/{kind}")
        html = await page(play, f"/people/{one}/merge/{into}", play.anna())
        assert "<form" in html
    assert (await merge(play, staying, staying, expect=422))["type"].endswith("/same-record")
    await merge(play, going, staying)
    assert (await merge(play, going, other, expect=409))["type"].endswith("/already-merged")
    third = await play.person("Третья", birth_date="2001-02-03")
    assert (await merge(play, third, going, expect=409))["type"].endswith("/already-merged")


async def test_a_stranger_merges_nobody_and_nobodys_records_are_merged_into_ours(play: Play) -> None:
    staying, going = await twice(play)
    theirs = await play.post("/persons", {"family_name": "Чужая", "given_name": "Вымысел"}, play.stranger(), expect=201)
    await merge(play, going, staying, by=play.stranger(), expect=403)
    await merge(play, theirs["subject_id"], staying, expect=403)
    await merge(play, going, theirs["subject_id"], expect=403)
    await page(play, f"/people/{theirs['subject_id']}/merge/{staying}", play.anna(), expect=403)


async def test_a_merge_is_undone(play: Play) -> None:
    await play.open()
    staying, going = await twice(play)
    entry = await championships.register(play.organiser, play.skill, going, "R-01")
    await merge(play, going, staying)
    address = f"/people/{going}/parting"
    assert "Part the records" in text(await page(play, address, play.anna(), language="en"))
    assert (await post(play, address, play.anna())).status_code == 303
    assert (await play.get("/me/registrations", by=berezina(play)))["items"] == []
    alone = await play.get(f"/persons/{going}")
    assert (alone["merged_into"], alone["family_name"], alone["email"]) == (None, "БЕРЁЗИНА", "old@example.org")
    assert str((await play.app.registrations.get(UUID(entry))).subject_id) == going
    refused = await play.call("DELETE", f"/persons/{going}/merged-into", play.anna(), expect=409)
    assert refused["type"].endswith("/not-merged")


async def test_erasing_one_erases_both(play: Play) -> None:
    for erased in (0, 1):
        both = await twice(play)
        staying, going = both
        await merge(play, going, staying)
        await play.call("DELETE", f"/persons/{both[erased]}", play.anna(), expect=204)
        await play.call("DELETE", f"/persons/{both[erased]}", play.anna(), expect=204)
        for subject in both:
            left = await play.app.people.find(UUID(subject))
            assert left
            assert (left.full_name, left.merged_into, left.erased_at is not None) == ("", None, True)
            stored: Any = await play.app.database["people"].find_one({"_id": UUID(subject)})
            assert "value" not in stored["pending"][-1], "a tombstone"


async def test_values_are_chosen_beside_each_other(play: Play) -> None:
    staying, going = await twice(play, phone="+79123456789")
    shown = await page(play, f"/people/{going}", play.anna(), language="en")
    assert "This person may be kept twice" in text(shown)
    assert 'href="/people/duplicates"' in await page(play, "/people", play.anna(), language="en")
    assert "1 person may be kept twice" in text(await page(play, "/people/duplicates", play.anna(), language="en"))
    address = f"/people/{staying}/merge/{going}"
    html = await page(play, address, play.anna(), language="en")
    assert "new@example.org" in html
    assert "old@example.org" in html
    version = (await play.app.people.get(UUID(staying))).version
    sent = {"version": str(version), "email": "going", "phone": "going"}
    assert (await post(play, address, play.anna(), {**sent, "version": str(version + 5)})).status_code == 412
    assert (await post(play, address, play.anna(), sent)).status_code == 303
    kept = await play.get(f"/persons/{staying}")
    assert (kept["family_name"], kept["email"], kept["phone"]) == ("Березина", "old@example.org", "+79123456789")
    assert (await play.get(f"/persons/{going}"))["merged_into"] == staying
    assert "Merged into this record" in text(await page(play, f"/people/{staying}", play.anna(), language="en"))


async def test_brothers_and_sisters_share_an_address_and_are_no_duplicates(play: Play) -> None:
    mother = await play.person("Мамина", email="mama@example.org")
    child = await play.person("Мамина", birth_date="2015-01-01", email="mama@example.org", guardians=[mother])
    other = await play.person("Мамин", birth_date="2013-01-01", email="MAMA@example.org", guardians=[mother])
    for one in (mother, child, other):
        assert await play.get(f"/persons/{one}/duplicates") == []
    again = await play.person("Мамин", email="mama@example.org")
    assert [one["id"] for one in await play.get(f"/persons/{again}/duplicates")]


async def test_the_list_of_duplicates_is_short_however_many_share_a_name_or_an_address(play: Play) -> None:
    first = await play.app.people.get(UUID(await play.person("Школин", email="school@example.org")))
    born = date(2001, 2, 3)
    names = [("Школин", born)] * 300 + [(f"Школин-{letter}", None) for letter in _words(300)]
    for name, birth_date in names:
        await play.app.people.add(replace(first, id=uuid4(), family_name=name, birth_date=birth_date))
    groups = await play.app.people.alike_in(HOME)
    assert sorted(len(group) for group in groups) == [MOST_IN_A_GROUP] * 2
    html = await page(play, "/people/duplicates", play.anna(), language="en")
    assert html.count("/merge/") == MOST_PAIRS
    assert "There may be more" in text(html)
    assert "/merge/" not in await page(play, "/people", play.anna(), language="en")


async def test_only_same_names_of_one_birth_date_are_looked_at_together(play: Play) -> None:
    """Thirty namesakes do not hide the two who are one."""
    first = await play.app.people.get(UUID(await play.person("Иванов", birth_date="2001-01-01")))
    for day in range(2, 32):
        await play.app.people.add(replace(first, id=UUID(int=2**128 - 100 + day), birth_date=date(2001, 1, day)))
    await play.app.people.add(replace(first, id=UUID(int=2**128 - 1), birth_date=date(2001, 1, 31)))
    html = await page(play, "/people/duplicates", play.anna(), language="en")
    assert html.count("/merge/") == 1
    assert "31 January 2001" in text(html)


def _words(number: int) -> list[str]:
    return ["".join("абвгдежзик"[int(digit)] for digit in str(one)) for one in range(number)]


async def test_who_was_told_apart_is_not_shown_as_one_until_that_is_taken_back(play: Play) -> None:
    await play.open()
    staying, going = await twice(play)
    compared = f"/people/{staying}/merge/{going}"
    assert compared in await page(play, "/people/duplicates", play.anna())
    for _ in range(2):
        assert (await post(play, f"{compared}/apart", play.anna())).status_code == 303
    known = await play.get(f"/persons/{going}")
    facts = {name: known[name] for name in ("family_name", "given_name", "birth_date", "email")}
    await play.call("PUT", f"/persons/{going}", play.anna(), facts, if_match=f'"{known["version"]}"')
    for one, other in ((staying, going), (going, staying)):
        assert await play.get(f"/persons/{one}/duplicates") == []
        assert f"/people/{other}" in await page(play, f"/people/{one}", play.anna())
    assert compared not in await page(play, "/people/duplicates", play.anna())
    await play.call("DELETE", f"/persons/{going}/apart-from/{staying}", play.anna(), expect=204)
    assert [one["id"] for one in await play.get(f"/persons/{going}/duplicates")] == [staying]
    await merge(play, going, staying)
    await play.call("PUT", f"/persons/{staying}/apart-from/{going}", play.anna(), expect=409)

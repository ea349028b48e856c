"""What the browser keeps of an entry until it is sent: of one entry, of one person, and no more than has room."""

from http import HTTPStatus
from random import Random

from tests.competitions.entering.self_entry import Walker, announced, another_skill, born, fields, wrong
from tests.competitions.pages.reading import text
from tests.competitions.pages.test_entering_oneself import ME, YES, walked
from tests.competitions.playing import Play


async def test_the_next_entry_from_the_same_browser_is_one_of_its_own(play: Play) -> None:
    await announced(play)
    other = await another_skill(play, "02")
    walker = Walker(play)
    await walked(play, walker)
    before = dict(walker.cookies)
    first = (await walker.send("check")).headers["location"]
    await walker.go("whom", {"whom": "myself"}, "who")
    await walker.go("who", {"member": "R-01"}, "skill")
    await walker.go("skill", {"skill_id": other}, "consents")
    await walker.go("consents", YES, "check")
    second = (await walker.send("check")).headers["location"]
    assert first != second
    third = await another_skill(play, "03")
    walker.cookies = before  # a browser that kept it
    await walker.go("skill", {"skill_id": third}, "consents")
    await walker.go("consents", YES, "check")
    assert (await walker.send("check")).headers["location"] not in {first, second}
    assert await play.app.registrations.collection.count_documents({}) == 3


async def test_what_was_said_of_one_child_is_not_said_of_another(play: Play) -> None:
    await announced(play)
    walker = Walker(play, "parent")
    mine = fields("applicant", family_name="Лесничая", given_name="Опекана", email="opekana@people.example")
    both = {**YES, "answers-permission": "given"}
    await walker.go("whom", {"whom": "ward"}, "who")
    for name in ("Первый", "Второй"):
        child = fields("ward", family_name="Лесной", given_name=name, birth_date=born(12))
        await walker.go("who", {**child, **mine, "member": "R-01"}, "skill")
        await walker.go("skill", {"skill_id": play.skill}, "consents")
        assert " checked" not in (await walker.open("consents")).text, name
        assert (await walker.open("check")).headers["location"] == f"{walker.home}/consents"
        await walker.go("consents", both, "check")
    assert (await walker.send("check")).status_code == HTTPStatus.SEE_OTHER
    assert {one.given_name for one in await play.app.people.find_many({})} == {"Опекана", "Второй"}
    (kept,) = await play.app.consents.find_many({})
    assert {one.purpose.value for one in kept.answers} == {"participation", "permission"}


async def test_the_longest_names_fit_into_the_browsers_memory(play: Play) -> None:
    await announced(play)
    walker = Walker(play)
    longest, address = "Ж" * 100, "ж" * 100 + "@people.example"
    names = dict.fromkeys(("family_name", "given_name", "patronymic"), longest)
    await walker.go("whom", {"whom": "ward"}, "who")
    people = {**fields("ward", **names, birth_date=born(15), email="a" + address)}
    await walker.go("who", {**people, **fields("applicant", **names, email=address), "member": "Ж" * 120}, "skill")
    await walker.go("skill", {"skill_id": play.skill}, "consents")
    every = ("participation", "permission", "image", "employers")
    items = ("name", "organisation", "place", "score", "photo")
    asked = (*every, *(f"publication-{item}" for item in items))
    await walker.go("consents", {f"answers-{one}": "given" for one in asked}, "check")
    assert (await walker.send("check")).status_code == HTTPStatus.SEE_OTHER


async def test_what_is_no_field_of_the_step_is_not_kept(play: Play) -> None:
    await announced(play)
    walker = Walker(play)
    await walker.go("whom", {"whom": "myself", "whom-foo": "ж" * 5000}, "who")
    longest = dict.fromkeys(("family_name", "given_name", "patronymic"), "Ж" * 100)
    other = fields("ward", **longest, email="ж" * 100 + "@people.example")
    await walker.go("who", {**ME, **fields("applicant", **longest), **other, "applicant-foo": "ж" * 5000}, "skill")
    await walker.go("skill", {"skill_id": play.skill}, "consents")
    strange = {"answers-foo": "ж" * 5000, "answers-image": "ж" * 5000, "answers-publication-foo": "given"}
    await walker.go("consents", {**YES, **strange}, "check")
    assert (await walker.send("check")).status_code == HTTPStatus.SEE_OTHER


async def test_who_turns_from_a_ward_to_themselves_leaves_no_ward_behind(play: Play) -> None:
    await announced(play)
    longest = dict.fromkeys(("family_name", "given_name", "patronymic"), "Ж" * 100)
    address = "ж" * 100 + "@people.example"
    walker = Walker(play)
    await walker.go("whom", {"whom": "ward"}, "who")
    ward = fields("ward", **longest, birth_date=born(15), email="a" + address)
    mine = fields("applicant", **longest, email=address)
    await walker.go("who", {**ward, **mine, "member": "Ж" * 120}, "skill")
    await walker.go("whom", {"whom": "myself"}, "who")
    teen = {**mine, "applicant-birth_date": born(16), "member": "Ж" * 120}
    await walker.go("who", teen, "guardian")
    await walker.go("guardian", fields("guardian", **longest, email="b" + address), "skill")
    await walker.go("skill", {"skill_id": play.skill}, "consents")
    await walker.go("consents", YES, "check")
    assert (await walker.send("check")).status_code == HTTPStatus.SEE_OTHER


async def test_a_member_nobody_lists_has_the_length_of_a_name(play: Play) -> None:
    await announced(play)
    walker = Walker(play)
    await walker.go("whom", {"whom": "myself"}, "who")
    answer = await walker.send("who", {**ME, "member": "ж" * 2500})
    assert (answer.status_code, wrong(answer.text)) == (HTTPStatus.UNPROCESSABLE_ENTITY, ["member"])


async def test_what_has_no_room_in_the_browser_is_refused(play: Play) -> None:
    await announced(play)
    walker = Walker(play)
    await walker.go("whom", {"whom": "myself"}, "who")
    drawn = Random(1)
    unseen = [chr(code) for code in range(0xE0020, 0xE0080)]  # each name has others, or they would be packed
    names = ("family_name", "given_name", "patronymic")
    spaced = {name: "Ж" + "".join(drawn.choices(unseen, k=990)) + "ж" for name in names}
    member = "R" + "".join(drawn.choices(unseen, k=1190)) + "-01"
    answer = await walker.send("who", {**ME, **fields("applicant", **spaced), "member": member})
    assert (answer.status_code, wrong(answer.text)) == (HTTPStatus.UNPROCESSABLE_ENTITY, ["member"])
    assert "too long together" in text(answer.text)

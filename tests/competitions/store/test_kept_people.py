"""Who of some is kept: what is handed out is for them alone."""

from uuid import uuid4

from tests.competitions.playing import HOME, Play

from competitions.domain.person import Person


async def test_who_is_erased_or_was_never_there_is_not_kept(play: Play) -> None:
    people = play.app.people
    one, other, erased = (Person(uuid4(), HOME, name, "Вымысел") for name in ("Первый", "Второй", "Третий"))
    await people.add_many([(person, ()) for person in (one, other, erased.erase(play.app.now())[0])])
    assert await people.kept({one.id, other.id}) == {one.id, other.id}
    assert await people.kept({one.id, erased.id, uuid4()}) == {one.id}
    assert await people.kept(set()) == set()

"""A championship that asks what people need: one has asked, with the consent, and most of it is answered."""

from datetime import date, timedelta
from uuid import UUID

from tests.browser.world import PRIVATE, Championship, World

from client import championships, consents, duties
from client.caller import COMPETITIONS
from client.championships import Contact, Text
from demo.people import ORGANISER
from shared.identity import links

CONTACT = Contact(name="Анна Пробная", email="ask@example.org")
ASKED = (
    ("step_free", "Лифт или пандус, проём от 90 см"),
    ("workplace", "Стол высотой 70–75 см"),
    ("sign_language", "Переводчик на инструктаже и в мастерской"),
    ("more_time", None),
    ("own_aids", "Электронная лупа; наушники, которые соединены со слуховым аппаратом"),
    ("guide_dog", None),
    ("diet", "Без глютена"),
)
ANSWERED = (
    ("step_free", "granted", None, None),
    ("workplace", "instead", "Регулируемый верстак, 72–110 см, у окна мастерской 3", None),
    ("more_time", "granted", "Перерыв 10 минут после каждого часа", 45),
    (
        "guide_dog",
        "declined",
        "В мастерской абразивная пыль. С собакой побудет волонтёр в комнате отдыха на том же этаже.",
        None,
    ),
)


async def needs_of(world: World) -> Championship:
    """The organiser is named to read it, too."""
    organiser, person = await world.caller(ORGANISER), await world.caller(PRIVATE)
    name, english = "Региональный чемпионат «Абилимпикс»", "Regional Abilympics championship"
    first = date.today() + timedelta(days=60)  # noqa: DTZ011 - a calendar's day, not a moment
    held = await championships.open_championship(
        organiser, Text(ru=name, en=english), first, first + timedelta(days=1), CONTACT, "abilympics"
    )
    craft = Text(ru="Столярное дело", en="Joinery")
    skill = await championships.add_skill(
        organiser, held, "А07", craft, room="Мастерская 3", category_quotas={"specialists": 1}
    )
    made = Championship(held, skill, name, english)
    place = f"/championships/{made.id}"
    duty = await duties.invite(organiser, "needs_reader", "Читалова", "Рита", "chitalova@example.org", place)
    link = links.token("invitation", UUID(duty), world.stack.layout.secrets.link.encode())
    await organiser.request("POST", f"/invitation/{link}")
    body = {"subject_id": world.subject(PRIVATE), "member": "Приозёрье", "status": "specialist"}
    entry = (await organiser.post(f"{COMPETITIONS}/skills/{made.skill}/registrations", body))["id"]
    made.registrations[PRIVATE] = entry
    days = [first.isoformat(), (first + timedelta(days=1)).isoformat()]
    coming = [
        {"name": "Жестова Клавдия Мироновна", "role": "sign_interpreter", "days": days, "sees_task": True},
        {"name": "Тучкина Фёкла Захаровна", "role": "parent", "days": days[:1], "contact": "+7 900 000-00-00"},
    ]
    await person.put(f"{COMPETITIONS}/me/registrations/{entry}/companions", {"companions": coming})
    called = [{"name": "Мама, Фёкла Захаровна", "phone": "8 (900) 000-00-00"}]
    await person.put(f"{COMPETITIONS}/me/registrations/{entry}/emergency-contacts", {"contacts": called})
    needs = [{"need": need, "what": what} for need, what in ASKED]
    await person.put(f"{COMPETITIONS}/me/registrations/{entry}/needs", {"needs": needs})
    signed = {"giver_id": world.subject(PRIVATE), "purpose": "needs", "decision": "given"}
    await organiser.put(f"{COMPETITIONS}/registrations/{entry}/consents", signed)
    await consents.on_paper(organiser, entry)
    await championships.confirm(organiser, entry)
    for need, outcome, text, minutes in ANSWERED:
        answer = {"need": need, "outcome": outcome, "text": text, "minutes": minutes}
        await organiser.put(f"{COMPETITIONS}/registrations/{entry}/needs/answer", answer)
    return made

"""What notifications needs of the events that it listens to."""

from typing import Any

from tests.contracts.consumed import parsed, samples_of

from shared.events import Event

SAMPLES = samples_of("notifications")


def sampled(name: str) -> Event[Any]:
    return parsed("notifications", SAMPLES[name])


def test_what_the_handlers_need_is_in_the_samples() -> None:
    person = sampled("person-changed").data
    assert (person.given_name, person.email, person.account, person.language) == (
        "Пример", "primer@example.org", "primer", "ru",
    )  # fmt: skip
    assert len(person.guardians) == 1
    result = sampled("result-published").data
    assert [earned.award.code for earned in result.awards] == ["gold", "participation"]
    certificate = sampled("certificate-issued").data
    skill = sampled("skill-described").data.skill
    assert (certificate.title.ru, certificate.skill_id, skill.name.en) == ("Золотая медаль", skill.id, "Trial trade")
    assert sampled("certificate-revoked").data.certificate_id == certificate.certificate_id
    for name, since in (("suspended", 23), ("reinstated", 24), ("revoked-in-public", 25)):
        event = sampled(f"certificate-{name}")
        assert (event.data.issuer.en, event.data.subject_id) == ("Trial centre", certificate.subject_id)
        assert event.time.day == since
    assert sampled("certificate-suspended").data.is_reason_public
    championship = sampled("championship-described").data.championship
    assert championship.name.en == "Trial championship"
    assert sampled("registration-confirmed").data.championship_id == championship.id
    assert sampled("audience-named").data.news_id == sampled("championship-cancelled").id

"""What a page tells of a certificate to who verifies it."""

import pytest

from certificates.domain.verifying.verdict import Facts
from certificates.pages.answers import where
from shared.text import Text
from shared.web.i18n import Gettext


@pytest.mark.parametrize(
    ("course", "told"),
    [
        (Text("РОБОТОТЕХНИКА", "robotics"), None),
        (Text("Робототехника летом", "Robotics in summer"), "Robotics in summer"),
        (None, None),
    ],
    ids=["as what it gives", "otherwise", "none"],
)
def test_a_course_that_is_called_as_what_it_gives_is_told_once(course: Text | None, told: str | None) -> None:
    said = Facts(title=Text("Робототехника", "Robotics"), context=course, context_kind="course")
    assert where(said, Gettext("en")) == told

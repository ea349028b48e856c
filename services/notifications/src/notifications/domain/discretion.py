"""What letters say where taking part tells what the law protects specially: that there is news, and nothing of what.

Mail goes through many hands, and a screen shows the subject of a letter to whoever sees it. What it is about stands in the inbox,
behind the sign-in. Who is asked to judge or for a duty is told as ever: that tells nothing of them.
"""

from typing import Final

from notifications.domain.deliveries import Delivery
from notifications.domain.preferences import Category
from notifications.domain.templates.template import Sentence, Template, gettext_noop

_ = gettext_noop
INBOX: Final = "/inbox"
ANSWER_BY: Final = Sentence("due", _("Please answer by: {due}."))

NEWS: Final = Template(
    Category.REGISTRATION,
    _("News for you"),
    _(
        "There is news for you. For your privacy this letter does not say of what: sign in to read it. If you have no account yet, "
        "ask the organiser for an invitation."
    ),
    _(
        "There is news about {ward}. For their privacy this letter does not say of what: sign in to read it. If you have no account "
        "yet, ask the organiser for an invitation."
    ),
    _("Sign in and read"),
)
QUESTION: Final = Template(
    Category.CONSENTS,
    _("Your answer is needed"),
    _(
        "Please answer a question. For your privacy this letter does not say about what: the link tells it to you alone."
    ),
    _(
        "Please answer a question about {ward}. For their privacy this letter does not say about what: the link tells it "
        "to you alone."
    ),
    _("Read and answer"),
    (ANSWER_BY,),
)


def must_be_discreet(delivery: Delivery) -> bool:
    """Of a championship where taking part tells such a thing. A mentor is asked about a team that takes part."""
    is_of_entry = delivery.link is not None and delivery.link.use == "mentoring"
    return is_of_entry or delivery.category is not Category.INVITATIONS


def discreet(delivery: Delivery) -> Template:
    return QUESTION if delivery.link else NEWS

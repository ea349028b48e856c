"""What became of events: deliveries, and letters."""

from email.message import EmailMessage

from tests.waiting import until

from localstack.mail.smtp import MailSink
from notifications.domain.deliveries import Delivery
from notifications.wiring import App


async def told(app: App, number: int) -> list[Delivery]:
    """All deliveries, once there are `number` and each has ended."""

    async def ended() -> list[Delivery]:
        found = await app.deliveries.find_many({})
        return found if len(found) >= number and all(one.state.is_end for one in found) else []

    return await until(ended)


async def mails(sink: MailSink, number: int) -> list[EmailMessage]:
    return found if len(found := sink.messages()) >= number else []

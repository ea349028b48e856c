"""What letters bring: a link, as who gets the letter finds it."""

import re

from localstack.mail.smtp import MailSink


def link(sink: MailSink, email: str, use: str) -> str:
    """The last part of the address `/<use>/…` in a letter to this address; empty while it is on its way."""
    for message in sink.messages():
        body = message.get_body(("plain",))
        found = re.search(rf"/{use}/([A-Za-z0-9_-]+)", body.get_content()) if body else None
        if found and email in message["X-Envelope-To"]:
            return found[1]
    return ""

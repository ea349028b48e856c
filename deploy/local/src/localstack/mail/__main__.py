"""`python -m localstack.mail FOLDER`: the mail server and its pages alone, as compose uses them for trying the product out."""

import signal
import sys
from pathlib import Path
from typing import Final

from localstack.mail.mail_page import MailPage
from localstack.mail.smtp import MailSink

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - a container of its own
SMTP_PORT: Final = 8025
PAGE_PORT: Final = 8080


def main(folder: Path) -> None:
    """Until SIGTERM or Ctrl-C."""
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    sink = MailSink(folder, SMTP_PORT, host=EVERYWHERE)
    page = MailPage(sink, PAGE_PORT, host=EVERYWHERE)
    sink.start()
    page.start()
    signal.sigwait(ends)
    page.stop()
    sink.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

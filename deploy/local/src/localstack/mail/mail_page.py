"""The e-mails that were sent, as pages on the loopback: a list, and each message as its reader sees it."""

import re
from email.header import decode_header, make_header
from email.message import EmailMessage
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

from localstack.mail.smtp import MailSink
from localstack.ports import LOOPBACK

WEB_ADDRESS: Final = re.compile(r"https?://[^\s<]+")
MAY: Final = "allow-popups allow-popups-to-escape-sandbox"
STYLE: Final = (
    ":root{color-scheme:light dark;font:17px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8886}"
    "iframe{width:100%;height:36rem;border:1px solid #8886;background:#fff;box-sizing:border-box}pre{white-space:pre-wrap}"
    "h1,td,pre{overflow-wrap:anywhere}"
)


class MailPage:
    def __init__(self, sink: MailSink, port: int, host: str = LOOPBACK) -> None:
        self._server = ThreadingHTTPServer((host, port), _handler(sink))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(sink: MailSink) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = _answer(sink, self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            """Quiet: addresses of people are in these pages."""

    return Handler


def _answer(sink: MailSink, path: str) -> str | None:
    """`/` lists, `/3` shows the third message, `/3/html` is its HTML part alone."""
    messages = sink.messages()
    if path == "/":
        return _list(messages)
    found = re.fullmatch(r"/(\d+)(/html)?", path)
    if not found or not 1 <= int(found[1]) <= len(messages):
        return None
    message = messages[int(found[1]) - 1]
    return _framed(_part(message, "html")) if found[2] else _message(int(found[1]), message)


def _list(messages: list[EmailMessage]) -> str:
    rows = "".join(
        f'<tr><td><a href="/{number}">{_header(message, "Subject") or "?"}</a></td><td>{_header(message, "To")}</td></tr>'
        for number, message in enumerate(messages, 1)
    )
    return _page(f"Письма · E-mails: {len(messages)}", f"<table><tbody>{rows}</tbody></table>")


def _message(number: int, message: EmailMessage) -> str:
    text = WEB_ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', escape(_part(message, "plain")))
    heads = "".join(f"<tr><th>{name}</th><td>{_header(message, name)}</td></tr>" for name in ("From", "To", "Date"))
    frame = f'<iframe sandbox="{MAY}" title="HTML" src="/{number}/html"></iframe><h2>Text</h2><pre>{text}</pre>'
    return _page(_header(message, "Subject"), f'<p><a href="/">←</a></p><table>{heads}</table>{frame}')


def _framed(html: str) -> str:
    """Links leave the frame, as they leave a mail program: our pages refuse to be framed."""
    return html.replace("<head>", '<head><base target="_blank">', 1)


def _header(message: EmailMessage, name: str) -> str:
    """Decoded as RFC 2047 has it, and escaped. The modern parser of Python puts a space where a long name was folded."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return escape(" ".join(str(make_header(decode_header(raw))).split()))


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="ru"><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style><h1>{title}</h1>{body}'
    )

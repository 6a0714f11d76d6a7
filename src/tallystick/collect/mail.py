"""Saved e-mail: the text part, or else the HTML part; sender, subject and date from the header."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from tallystick.collect.fields import report_from_fields
from tallystick.collect.html import read_html
from tallystick.collect.limits import UnreadableError
from tallystick.model.report import Report

MEDIA_TYPE = "message/rfc822"


def read_mail(path: Path) -> Iterator[Report]:
    """The one report of a message."""
    with path.open("rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    yield report_from_fields(_fields(message), MEDIA_TYPE)


def _fields(message: EmailMessage) -> dict[str, object]:
    date = message["date"]
    sent = getattr(date, "datetime", None)
    attached = [_header(part.get_filename()) or part.get_content_type() for part in message.iter_attachments()]
    fields: dict[str, object] = {
        "text": _body(message),
        "title": _header(message["subject"]),
        "publisher": _header(message["from"]),
        "published": sent.isoformat() if sent else None,
        "raw_publication_date": _header(date),
    }
    return {**fields, "mail_attachments": attached} if attached else fields


def _header(value: object) -> str | None:
    """A header as text; bytes that fit no encoding are marked, not kept."""
    return None if value is None else str(value).encode("utf-8", "replace").decode().replace("\x00", "\ufffd") or None


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        raise UnreadableError("The message has no text; save its attachments and add them.")
    try:
        content = part.get_content()
    except LookupError as error:
        raise UnreadableError(f"The message is in an unknown encoding ({error}); save its text.") from error
    if part.get_content_subtype() == "html":
        return read_html(content.encode("utf-8", "replace")).text
    return str(content).encode("utf-8", "replace").decode().replace("\r\n", "\n")

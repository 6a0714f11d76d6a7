"""Saved e-mail: the text part, or else the HTML part; sender, subject and date from the header."""

import email
import email.policy
import json
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from tallystick.collect.fields import report_from_fields
from tallystick.collect.html import read_html
from tallystick.collect.limits import MAX_TEXT_BYTES, UnreadableError
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
    attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    fields: dict[str, object] = {
        "text": _body(message),
        "title": str(message["subject"] or "") or None,
        "publisher": str(message["from"] or "") or None,
        "published": sent.isoformat() if sent else None,
        "raw_publication_date": str(date) if date else None,
    }
    return {**fields, "attachments": attached} if attached else fields


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        raise UnreadableError("The message has no text; save its attachments and add them.")
    content = part.get_content()
    if part.get_content_subtype() == "html":
        return read_html(content.encode("utf-8", "replace")).text
    return str(content).replace("\r\n", "\n")

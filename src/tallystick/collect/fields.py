"""One record of named fields (a JSON object, a row of a table, a post) becomes one report."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from tallystick.collect.limits import MAX_METADATA_BYTES, MAX_TEXT_BYTES, UnreadableError
from tallystick.model.identity import content_id
from tallystick.model.report import Report

KNOWN_FIELDS = (
    "doc_id", "text", "html", "title", "url", "publisher", "author", "published", "raw_publication_date", "language",
    "source_type",
)  # fmt: skip
"""The names of contracts.md, and `author`; anything else is kept as metadata and counted in the ledger."""
READING_NOTES = frozenset({
    "decoded_as", "mail_attachments", "page_starts", "pdf_created", "read_as", "telegram_channel",
    "telegram_forwarded_from", "telegram_message_id", "tweet_id", "warc_captured",
})  # fmt: skip
"""Metadata that our own readers write; every other key is one that the sender wrote and we did not know."""


def report_from_fields(fields: Mapping[str, object], media_type: str) -> Report:
    """The report that a record with a `text` describes; its id is `doc_id`, or a hash of text, url and publisher.

    Raises:
        UnreadableError: no usable text, a field of the wrong kind, or characters that cannot be stored.
    """
    text, url, publisher = _text(fields), _scalar(fields, "url"), _scalar(fields, "publisher")
    published, raw = _publication(_scalar(fields, "published"), _scalar(fields, "raw_publication_date"))
    return Report(
        report_id=_scalar(fields, "doc_id") or report_id(text, url, publisher),
        text=text,
        title=_scalar(fields, "title"),
        url=url,
        publisher=publisher,
        author=_scalar(fields, "author"),
        published=published,
        raw_publication_date=raw,
        language=_scalar(fields, "language"),
        source_type=_scalar(fields, "source_type"),
        media_type=media_type,
        metadata=_metadata(fields),
    )


def report_id(text: str, url: str | None, publisher: str | None) -> str:
    """The id of a report that came without one: the same text from the same place is the same report."""
    return content_id("report", text, url, publisher)


def iso_day(value: str) -> date | None:
    """The day of an ISO date or date-time, as it is written there; None for anything else."""
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        return None


def check_text(text: str, name: str = "text") -> str:
    """The text itself, when it can be stored and is not too long.

    Raises:
        UnreadableError: it holds NUL or half a surrogate pair, or is longer than `MAX_TEXT_BYTES`.
    """
    nul = text.find("\x00")
    if nul >= 0:
        raise UnreadableError(f"The {name} holds a NUL character at position {nul}; remove it and add again.")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise UnreadableError(
            f"The {name} holds half a surrogate pair at position {error.start}; export it again as valid UTF-8."
        ) from error
    if size > MAX_TEXT_BYTES:
        raise UnreadableError(
            f"The {name} has {size:,} bytes, more than {MAX_TEXT_BYTES:,}; split it and add the parts."
        )
    return text


def _text(fields: Mapping[str, object]) -> str:
    text = fields.get("text")
    if text is None:
        raise UnreadableError("There is no `text` (or `html`) here; give every record one.")
    if not isinstance(text, str):
        raise UnreadableError(f"`text` must be a string, not {_kind(text)}.")
    if not text.strip():
        raise UnreadableError("The `text` is empty; leave the record out or give its text.")
    return check_text(text)


def _scalar(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or isinstance(value, str):
        return check_text(value, f"`{name}`").strip() or None if value else None
    raise UnreadableError(f"`{name}` must be a string or null, not {_kind(value)}.")


def _publication(published: str | None, raw: str | None) -> tuple[date | None, str | None]:
    day = iso_day(published) if published else None
    return day, raw or (published if day is None else None)


def _metadata(fields: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    unknown = tuple((key, _json_text(value)) for key, value in fields.items() if key not in KNOWN_FIELDS)
    for key, _ in unknown:
        check_text(key, "name of a key")
    if sum(len(key) + len(value) for key, value in unknown) > MAX_METADATA_BYTES:
        raise UnreadableError(f"The unknown keys hold more than {MAX_METADATA_BYTES:,} characters; leave them out.")
    return unknown


def _json_text(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or text.isprintable() else json.dumps(value)


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), type(value).__name__)

"""Exports of posts: Telegram's result.json, X's tweets.js, Facebook's and other JSON arrays of records."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tallystick.collect.encoding import decode
from tallystick.collect.fields import report_from_fields
from tallystick.collect.limits import UnreadableError
from tallystick.model.report import Refusal, Report

MEDIA_TYPE = "application/json"
SCRIPT_START = re.compile(r"\s*window\.YTD\.\w+\.part\d+\s*=\s*")
Fields = dict[str, object]


def read_posts(path: Path) -> Iterator[Report | Refusal]:
    """One report per post with text; the line of a refusal is the number of the post."""
    text = decode(path.read_bytes()).text
    start = SCRIPT_START.match(text)
    try:
        data = json.loads(text[start.end() :] if start else text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"Not valid JSON: {error.msg} in line {error.lineno}; export it again.") from error
    for number, fields in enumerate(_posts(data), start=1):
        if fields is None:
            continue
        try:
            yield report_from_fields(fields, MEDIA_TYPE)
        except UnreadableError as error:
            yield Refusal(str(path), number, error.reason)


def _posts(data: object) -> Iterator[Fields | None]:
    if isinstance(data, dict) and isinstance(data.get("messages"), list):
        return (_telegram(post, data) for post in data["messages"])
    if isinstance(data, dict) and ("text" in data or "html" in data):
        return iter((data,))
    if isinstance(data, list):
        return (_one_of_many(post) for post in data)
    raise UnreadableError("This JSON is neither a list of records nor an export we know; write it as JSON lines.")


def _telegram(post: object, channel: Mapping[str, object]) -> Fields | None:
    """A message; service entries and messages without words (pictures alone) are no reports."""
    if not isinstance(post, dict) or post.get("type") != "message":
        return None
    text = _telegram_text(post.get("text"))
    if not text.strip():
        return None
    return {
        "text": text,
        "publisher": post.get("from") or channel.get("name"),
        "published": post.get("date"),
        "source_type": "post",
        "channel": channel.get("name"),
        "message_id": post.get("id"),
        "forwarded_from": post.get("forwarded_from"),
    }


def _telegram_text(text: object) -> str:
    if isinstance(text, list):
        return "".join(_telegram_text(part) for part in text)
    if isinstance(text, dict):
        text = text.get("text")
    return text if isinstance(text, str) else ""


def _one_of_many(post: object) -> Fields | None:
    if not isinstance(post, dict):
        raise UnreadableError("This JSON list holds something else than records {…}; write it as JSON lines.")
    if isinstance(post.get("tweet"), dict):
        return _tweet(post["tweet"])
    if isinstance(post.get("data"), list) and "timestamp" in post:
        return _facebook(post)
    return post


def _tweet(tweet: Mapping[str, object]) -> Fields:
    return {
        "text": tweet.get("full_text") or tweet.get("text"),
        "published": _tweet_time(tweet.get("created_at")),
        "raw_publication_date": tweet.get("created_at"),
        "language": tweet.get("lang"),
        "source_type": "post",
        "tweet_id": tweet.get("id_str"),
    }


def _tweet_time(value: object) -> str | None:
    try:
        return datetime.strptime(str(value), "%a %b %d %H:%M:%S %z %Y").isoformat()
    except ValueError:
        return None


def _facebook(post: Mapping[str, object]) -> Fields | None:
    entries = post["data"]
    assert isinstance(entries, list)
    text = "\n".join(str(entry["post"]) for entry in entries if isinstance(entry, dict) and entry.get("post"))
    if not text.strip():
        return None
    stamp = post["timestamp"]
    day = datetime.fromtimestamp(stamp, UTC).isoformat() if isinstance(stamp, int) else None
    return {"text": _unmangled(text), "published": day, "source_type": "post"}


def _unmangled(text: str) -> str:
    """Facebook writes each byte of UTF-8 as a character of its own; this takes that back."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text

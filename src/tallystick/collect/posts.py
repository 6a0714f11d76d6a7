"""Exports of posts: Telegram's result.json, X's tweets.js, Facebook's and other JSON arrays of records."""

import codecs
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tallystick.collect.encoding import decode
from tallystick.collect.html import read_html
from tallystick.collect.jsonl import report_from_object
from tallystick.collect.limits import UnreadableError
from tallystick.model.report import Refusal, Report

MEDIA_TYPE = "application/json"
SCRIPT_START = re.compile(r"\s*window\.YTD\.\w+\.part\d+\s*=\s*")
USUAL_NAMES = {
    "text": ("text", "full_text", "message", "content", "body", "post"),
    "published": ("published", "created_time", "created_at", "date", "timestamp"),
}
Fields = dict[str, object]


def read_posts(path: Path) -> Iterator[Report | Refusal]:
    """One report per post with text; the line of a refusal is the number of the post."""
    text = decode(path.read_bytes()).text
    start = SCRIPT_START.match(text)
    try:
        data = json.loads(text[start.end() :] if start else text)
    except RecursionError as error:
        raise UnreadableError("The JSON is nested too deeply; flatten it.") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(f"Not valid JSON: {error.msg} in line {error.lineno}; export it again.") from error
    for number, post in enumerate(_posts(data), start=1):
        try:
            if (fields := _read_post(post, data)) is None:
                continue
            yield report_from_object(fields, _page, MEDIA_TYPE)
        except UnreadableError as error:
            yield Refusal(str(path), number, error.reason)


def _posts(data: object) -> list[object]:
    if isinstance(data, dict) and isinstance(data.get("messages"), list):
        return list(data["messages"])
    if isinstance(data, dict) and ("text" in data or "html" in data):
        return [data]
    if isinstance(data, list):
        return data
    raise UnreadableError("This JSON is neither a list of records nor an export we know; write it as JSON lines.")


def _read_post(post: object, data: object) -> Fields | None:
    if not isinstance(post, dict):
        raise UnreadableError("This is not a record {…}; give every post one with a `text`.")
    if isinstance(data, dict) and "messages" in data:
        return _telegram(post, data)
    if isinstance(post.get("tweet"), dict):
        return _tweet(post["tweet"])
    if isinstance(post.get("data"), list) and "timestamp" in post:
        return _facebook(post)
    return _with_usual_names(post)


def _with_usual_names(post: Fields) -> Fields:
    """A record whose text and date go by the names that sites give them."""
    found = {part: next((name for name in names if post.get(name)), None) for part, names in USUAL_NAMES.items()}
    taken = {name: part for part, name in found.items() if name and post.get(part) is None}
    return {taken.get(name, name): value for name, value in post.items() if name not in found or value is not None}


def _page(html: str) -> Report:
    return read_html(codecs.BOM_UTF8 + html.encode("utf-8", "replace"))


def _telegram(post: Fields, channel: Fields) -> Fields | None:
    """A message; service entries and messages without words (pictures alone) are no reports."""
    if post.get("type") != "message":
        return None
    text = _telegram_text(post.get("text"))
    if not text.strip():
        return None
    return {
        "text": text,
        "publisher": post.get("from") or channel.get("name"),
        "published": post.get("date"),
        "source_type": "post",
        "telegram_channel": channel.get("name"),
        "telegram_message_id": post.get("id"),
        "telegram_forwarded_from": post.get("forwarded_from"),
    }


def _telegram_text(text: object) -> str:
    if isinstance(text, list):
        return "".join(_telegram_text(part) for part in text)
    if isinstance(text, dict):
        text = text.get("text")
    return text if isinstance(text, str) else ""


def _tweet(tweet: Fields) -> Fields:
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


def _facebook(post: Fields) -> Fields | None:
    entries = post["data"]
    assert isinstance(entries, list)
    text = "\n".join(str(entry["post"]) for entry in entries if isinstance(entry, dict) and entry.get("post"))
    if not text.strip():
        return None
    return {"text": _unmangled(text), "published": _unix_time(post["timestamp"]), "source_type": "post"}


def _unmangled(text: str) -> str:
    """Facebook writes each byte of UTF-8 as a character of its own; this takes that back."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _unix_time(stamp: object) -> str | None:
    try:
        return datetime.fromtimestamp(stamp, UTC).isoformat() if isinstance(stamp, int) else None
    except (OverflowError, ValueError, OSError):
        return None

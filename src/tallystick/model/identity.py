"""Ids are content hashes, so that the same content gets the same id in every run."""

import hashlib
import json

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))


def content_id(prefix: str, *parts: object) -> str:
    """A short id that is a function of `parts` alone: `prefix-` and 16 hexadecimal digits."""
    return f"{prefix}-{hashlib.sha256(_CANONICAL.encode(parts).encode()).hexdigest()[:16]}"

"""Ids are content hashes, so that the same content gets the same id in every run."""

import hashlib
import json


def content_id(prefix: str, *parts: object) -> str:
    """A short id that is a function of `parts` alone: `prefix-` and 16 hexadecimal digits."""
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(canonical.encode()).hexdigest()[:16]}"

"""What somebody published, kept as it was and as canonical text."""

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Report:
    """One published account: a post, an article, a statement, a page of a document.

    `text` is the canonical text: every span of every claim is an offset into it, in code points.
    """

    report_id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    """The day of publication by the metadata alone. Extraction may find another one in the text."""
    raw_publication_date: str | None = None
    language: str | None = None
    """ISO 639-1 code by the metadata; extraction decides for itself."""
    source_type: str | None = None
    original_sha256: str | None = None
    """Hash of the kept original (a file may hold many reports)."""
    media_type: str = "text/plain"
    text_order: str = "as_stored"
    """`as_stored`, or `reconstructed` where right-to-left text came out of a PDF in visual order."""
    metadata: tuple[tuple[str, str], ...] = ()
    """Keys the importer did not know, kept as (key, JSON text) pairs in file order."""

    @property
    def text_sha256(self) -> str:
        """Hash of the canonical text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be taken in, and why, in one sentence that says what to do."""

    file: str
    line: int | None
    reason: str

"""Which column of a table holds what."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields

from tallystick.collect.limits import UnreadableError

HEADERS: dict[str, tuple[str, ...]] = {
    "text": ("text", "full text", "body", "content", "message", "report", "description", "post", "tweet", "details",
             "النص", "نص", "نص الخبر", "الخبر", "المحتوى", "التقرير", "الوصف", "المنشور", "التفاصيل", "текст",
             "сообщение"),
    "title": ("title", "headline", "subject", "العنوان", "عنوان", "عنوان الخبر", "заголовок"),
    "url": ("url", "link", "source url", "permalink", "href", "الرابط", "رابط", "رابط المصدر", "ссылка"),
    "publisher": ("publisher", "source", "source name", "outlet", "channel", "account", "المصدر", "مصدر", "الناشر",
                  "الجهة", "القناة", "الحساب", "источник"),
    "published": ("published", "date", "publication date", "date published", "published at", "created at", "timestamp",
                  "التاريخ", "تاريخ", "تاريخ النشر", "дата"),
    "language": ("language", "lang", "اللغة", "لغة", "язык"),
    "doc_id": ("doc id", "id", "report id", "document id", "الرقم", "المعرف", "رقم التقرير"),
}  # fmt: skip
"""Header names seen in the field's spreadsheets, best first; compared without case, marks or punctuation."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The table's own column name for each part of a report; None is looked for by its usual names."""

    text: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    doc_id: str | None = None

    @classmethod
    def parse(cls, pairs: Sequence[str]) -> "ColumnMapping":
        """The mapping that `--map text=Body --map published=Day` asks for.

        Raises:
            UnreadableError: a pair names no part of a report.
        """
        parts = {name.strip(): column.strip() for name, _, column in (pair.partition("=") for pair in pairs)}
        known = [f.name for f in fields(cls)]
        if wrong := sorted(name for name, column in parts.items() if name not in known or not column):
            raise UnreadableError(
                f"Cannot map {', '.join(wrong)}: write PART=COLUMN with PART one of {', '.join(known)}."
            )
        return cls(**parts)

    def locate(self, header: Sequence[str]) -> dict[str, int]:
        """Part of a report → index of its column.

        Raises:
            UnreadableError: a named column is not there, or no column looks like the text.
        """
        found = {part: index for part in HEADERS if (index := self._index(part, header)) is not None}
        if "text" not in found:
            raise UnreadableError(f"No column looks like the report's text. {_columns(header)}")
        return found

    def _index(self, part: str, header: Sequence[str]) -> int | None:
        wanted: str | None = getattr(self, part)
        names = [_plain(name) for name in header]
        for name in (wanted,) if wanted else HEADERS[part]:
            if _plain(name) in names:
                return names.index(_plain(name))
        if wanted:
            raise UnreadableError(f"There is no column “{wanted}”. {_columns(header)}")
        return None


def _columns(header: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:60]) for name in header[:40] if name) or "none"
    return f"Columns found: {shown}. Say which one it is with --map text=COLUMN."


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = (c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in decomposed)
    return " ".join("".join(letters).split())

"""The brief as Markdown: every number with a footnote, every footnote with claim ids and quoted words."""

import re
from collections.abc import Iterator, Mapping, Sequence

from tallystick.publish.brief.notes import Note, NoteKey, note_key, number_notes, write_notes
from tallystick.publish.brief.sections import Brief, Section, Table, figures_of
from tallystick.publish.casebook import Casebook
from tallystick.publish.figures import Sentence
from tallystick.publish.quotes import Quote

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~])")
_ISOLATE, _END = "\u2068", "\u2069"
"""Around quoted words, so that Arabic inside a line of English stays in its own direction."""


def brief_markdown(brief: Brief, book: Casebook, run_id: str) -> str:
    """The brief as one Markdown text."""
    numbers = number_notes(figures_of(brief))
    return "\n".join(_lines(brief, numbers, write_notes(book, numbers), run_id)) + "\n"


def _lines(brief: Brief, numbers: Mapping[NoteKey, int], notes: Sequence[Note], run_id: str) -> Iterator[str]:
    yield f"# {_plain(brief.title)}\n"
    yield f"**Brief. {_plain(brief.about)}.**\n"
    yield f"{_sentence(brief.scope, numbers)}\n"
    for headline in brief.headlines:
        beside = f" ({_sentence(headline.beside, numbers)})" if headline.beside else ""
        yield f"- **{_sentence(headline.figure, numbers)}** {headline.label}{beside}"
    yield ""
    for section in brief.sections:
        yield from _section(section, numbers)
    yield f"Run `{run_id}`.\n"
    for note in notes:
        yield _footnote(note)


def _section(section: Section, numbers: Mapping[NoteKey, int]) -> Iterator[str]:
    yield f"## {section.title}\n"
    yield from (f"- {_sentence(line, numbers)}" for line in section.lines)
    if section.table:
        yield from _table(section.table, numbers)
    yield from (f"\n{_sentence(line, numbers)}" for line in section.after)
    yield ""


def _table(table: Table, numbers: Mapping[NoteKey, int]) -> Iterator[str]:
    yield "| " + " | ".join(table.header) + " |"
    yield "|" + "---|" * len(table.header)
    for row in table.rows:
        yield "| " + " | ".join(_sentence(cell, numbers) for cell in row) + " |"


def _sentence(sentence: Sentence, numbers: Mapping[NoteKey, int]) -> str:
    return "".join(_plain(p) if isinstance(p, str) else f"{_plain(p.text)}[^{numbers[note_key(p)]}]" for p in sentence)


def _footnote(note: Note) -> str:
    parts = [_plain(note.says) + "."]
    parts += [f"{_plain(line.words)}: {line.claims}." for line in note.incidents]
    parts += [f"{note.more}."] if note.more else []
    parts += [_quoted(quote) for quote in note.quotes]
    if note.claim_ids:
        parts.append(f"Claims: {', '.join(f'`{c}`' for c in note.claim_ids)}.")
    return f"[^{note.number}]: {' '.join(parts)}\n"


def _quoted(quote: Quote) -> str:
    words = " ".join("".join(s.text for s in quote.segments).split())
    day = f", {quote.published}" if quote.published else ""
    return f"{_plain(quote.publisher)}{day}: “{_ISOLATE}{_plain(words)}{_END}”."


def _plain(text: str) -> str:
    """Text with what Markdown or HTML would read as markup taken literally, on one line."""
    tame = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(_SPECIAL.sub(r"\\\1", tame).split("\n"))

"""What a brief is made of: sections of lines and tables in which every number is a figure with its claims."""

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.publish.figures import Figure, Sentence


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; the first cell of a row names it, the others are numbers or words."""

    header: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief: a heading, sentences, perhaps a table."""

    anchor: str
    title: str
    lines: tuple[Sentence, ...] = ()
    table: Table | None = None
    after: tuple[Sentence, ...] = ()
    """Sentences below the table: what it does not say."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A large number with what it counts."""

    label: str
    figure: Sentence
    beside: Sentence = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """Two pages about a selection of incidents."""

    title: str
    about: str
    """The period and the party asked for, in words."""
    scope: Sentence
    headlines: tuple[Headline, ...]
    sections: tuple[Section, ...]


def sentences_of(brief: Brief) -> Iterator[Sentence]:
    """Every sentence of a brief, in the order in which it is read."""
    yield brief.scope
    for headline in brief.headlines:
        yield headline.figure
        yield headline.beside
    for section in brief.sections:
        yield from section.lines
        yield from (cell for row in (section.table.rows if section.table else ()) for cell in row)
        yield from section.after


def figures_of(brief: Brief) -> Iterator[Figure]:
    """Every figure of a brief, in the order in which it is read."""
    return (piece for sentence in sentences_of(brief) for piece in sentence if not isinstance(piece, str))

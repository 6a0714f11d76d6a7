"""What a browser would make of a page: its elements, ids, links and texts."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "img", "input", "hr", "link", "base", "source"})


@dataclass
class Element:
    """An element with what surrounds it, outermost first."""

    tag: str
    attributes: dict[str, str | None]
    around: tuple["Element", ...] = ()

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return (self.attributes.get("class") or "").split()

    def inside(self, css_class: str) -> bool:
        """Whether it has the class or stands in an element that does."""
        return any(css_class in e.classes for e in (*self.around, self))


@dataclass
class Text:
    """A stretch of text and the elements it stands in."""

    words: str
    around: tuple[Element, ...]

    def link(self) -> str | None:
        """Where a click on it leads."""
        return next((e.attributes.get("href") for e in reversed(self.around) if e.tag == "a"), None)


@dataclass
class Page(HTMLParser):
    """A parsed page."""

    source: str
    elements: list[Element] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        assert not self._open, f"never closed: {[e.tag for e in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        element = Element(tag, dict(attrs), tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that closes itself."""
        self.elements.append(Element(tag, dict(attrs), tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        """An element closes; it must be the innermost."""
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> where {self._open[-1].tag} is open"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text."""
        self.texts.append(Text(data, tuple(self._open)))

    @property
    def ids(self) -> list[str]:
        """Every id, as often as it is given."""
        return [e.attributes["id"] or "" for e in self.elements if "id" in e.attributes]

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [e.attributes.get("href") or "" for e in self.elements if e.tag == "a"]

    def words(self) -> str:
        """All its text."""
        return "".join(t.words for t in self.texts)

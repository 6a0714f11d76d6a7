"""Places that have a name and a position: the shipped gazetteer and those a user adds, in one compact form.

A compact gazetteer is gzipped UTF-8 text. Lines starting with `#` carry title, source and licence; every other line is
a place with nine tab-separated fields: id, kind (a `place_precision`), English name, local name, latitude, longitude,
radius in metres, id of the area that contains it, further names separated by `|` (with `~` before a name that is only
short for the real one). Empty means unknown.
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from tallystick.locate.names import ends_of, name_variants
from tallystick.model.errors import ExpectedError
from tallystick.model.place import Place
from tallystick.model.spelling import latin_form, plain_name, sound_keys

FIELDS = 9
SHORT = "~"
SHIPPED = ("syria.tsv.gz",)


class GazetteerError(ExpectedError):
    """A file that is no gazetteer, or one that cannot be right; the message says what to do."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """An entry of a gazetteer."""

    gazetteer_id: str
    kind: str
    """A code of the vocabulary `place_precision`."""
    name: str
    name_local: str
    lat: float
    lon: float
    radius_m: int
    parent: str
    """Id of the smallest area that contains it; empty when unknown."""
    further_names: tuple[str, ...] = ()
    """Second names; `~` marks one that is only short for the real name (Baqras for Upper Baqras)."""

    def names(self) -> tuple[str, ...]:
        """Every name it goes by, the English one first."""
        return tuple(n.removeprefix(SHORT) for n in (self.name, self.name_local, *self.further_names) if n)

    def full_names(self) -> tuple[str, ...]:
        """The names that are not short for another."""
        return tuple(n for n in (self.name, self.name_local, *self.further_names) if n and not n.startswith(SHORT))


class Gazetteer:
    """All known places, found by name in any spelling."""

    def __init__(self, places: Iterable[NamedPlace], version: str, attribution: Sequence[str] = ()) -> None:
        self.places = tuple(places)
        self.version = version
        """Hash of the contents: part of what makes two runs the same."""
        self.attribution = tuple(attribution)

    @cached_property
    def by_id(self) -> dict[str, NamedPlace]:
        """Entries by id."""
        return {p.gazetteer_id: p for p in self.places}

    def names(self) -> Iterator[str]:
        """Every name of every place, each once, for searching texts."""
        seen: dict[str, None] = {}
        for place in self.places:
            for name in place.names():
                seen.update(dict.fromkeys(name_variants(name)))
        return iter(seen)

    @cached_property
    def _by_plain_name(self) -> dict[str, tuple[NamedPlace, ...]]:
        return _index((plain_name(v), p) for p in self.places for n in p.names() for v in name_variants(n))

    @cached_property
    def _by_sound(self) -> dict[str, tuple[NamedPlace, ...]]:
        return _index((key, p) for p in self.places for n in p.names() for key in sound_keys(n))

    @cached_property
    def plain_forms(self) -> dict[str, tuple[NamedPlace, ...]]:
        """Places by plain name."""
        return self._by_plain_name

    @cached_property
    def latin_forms(self) -> dict[str, tuple[NamedPlace, ...]]:
        """Places by the Latin form of each of their names."""
        return _index((latin_form(v), p) for p in self.places for n in p.names() for v in name_variants(n))

    def spelled_like(self, name: str) -> tuple[NamedPlace, ...]:
        """Places with this name in its script, the article, hamza and spacing aside."""
        return self._by_plain_name.get(plain_name(name), ())

    def sounding_like(self, name: str) -> tuple[NamedPlace, ...]:
        """Places whose name has the same consonants, in whatever script."""
        found: dict[str, NamedPlace] = {}
        for key in sound_keys(name):
            found.update((p.gazetteer_id, p) for p in self._by_sound.get(key, ()))
        return tuple(found[key] for key in sorted(found))

    def beginning_or_ending_like(self, name: str) -> tuple[NamedPlace, ...]:
        """Places whose name has a word more than this one, before or after it: Rakaya for Rakaya Sijneh."""
        return self._by_end.get(plain_name(name), ())

    @cached_property
    def _by_end(self) -> dict[str, tuple[NamedPlace, ...]]:
        found = ((p, e) for p in self.places for n in p.full_names() for v in name_variants(n) for e in ends_of(v))
        return _index((plain_name(end), place) for place, end in found)

    def containing(self, place: NamedPlace) -> tuple[NamedPlace, ...]:
        """The areas a place lies in, widest first."""
        chain: list[NamedPlace] = []
        parent = self.by_id.get(place.parent)
        while parent is not None and parent not in chain:
            chain.insert(0, parent)
            parent = self.by_id.get(parent.parent)
        return tuple(chain)

    def as_place(self, place: NamedPlace) -> Place:
        """An entry as the place of a claim."""
        admin = dict.fromkeys(area.name for area in self.containing(place) if area.kind != "country")
        return Place(
            gazetteer_id=place.gazetteer_id,
            name=place.name,
            name_local=place.name_local or None,
            lat=place.lat,
            lon=place.lon,
            radius_m=place.radius_m,
            precision=place.kind,
            admin=tuple(admin),
        )


def load_gazetteer(extra: Sequence[Path] = ()) -> Gazetteer:
    """The shipped gazetteer of Syria with the user's compiled files after it. Cached by path and time of change."""
    return _load(tuple((path, path.stat().st_mtime_ns) for path in sorted(extra)))


@cache
def _load(extra: tuple[tuple[Path, int], ...]) -> Gazetteer:
    folder = files("tallystick.locate").joinpath("data")
    contents = [gzip.decompress(folder.joinpath(name).read_bytes()) for name in SHIPPED]
    contents += [read_compact(path) for path, _ in extra]
    lines = [line for content in contents for line in content.decode("utf-8").splitlines()]
    version = hashlib.sha256(b"\0".join(contents)).hexdigest()[:16]
    places = {p.gazetteer_id: p for p in (parse_line(line) for line in lines if not line.startswith("#"))}
    return Gazetteer(places.values(), version, [line[1:].strip() for line in lines if line.startswith("#")])


def read_compact(path: Path) -> bytes:
    """The text of a compact gazetteer file. GazetteerError when it is none."""
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError) as error:
        raise GazetteerError(
            f"{path.name} is no compiled gazetteer: make one with `tallystick gazetteer add`"
        ) from error


def parse_line(line: str) -> NamedPlace:
    """One line of a compact gazetteer."""
    fields = line.split("\t")
    if len(fields) != FIELDS:
        raise GazetteerError(f"a gazetteer line has {FIELDS} fields, not {len(fields)}: {line[:80]!r}")
    key, kind, name, local, lat, lon, radius, parent, further = fields
    names = tuple(further.split("|")) if further else ()
    return NamedPlace(key, kind, name, local, float(lat), float(lon), int(radius), parent, names)


def format_line(place: NamedPlace) -> str:
    """The line `parse_line` reads."""
    lat, lon = f"{place.lat:.5f}", f"{place.lon:.5f}"
    names = (place.name, place.name_local, *place.further_names)
    clean = [" ".join(n.replace("|", "/").split()) for n in names]
    return "\t".join(
        (
            place.gazetteer_id,
            place.kind,
            clean[0],
            clean[1],
            lat,
            lon,
            str(place.radius_m),
            place.parent,
            "|".join(clean[2:]),
        )
    )


def write_compact(target: Path, places: Sequence[NamedPlace], head: Sequence[str]) -> None:
    """Write a compact gazetteer; the same places give the same bytes."""
    lines = [*(f"# {line}" for line in head), *(format_line(p) for p in places)]
    target.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), compresslevel=9, mtime=0))


def _index(pairs: Iterable[tuple[str, NamedPlace]]) -> dict[str, tuple[NamedPlace, ...]]:
    found: dict[str, dict[str, NamedPlace]] = {}
    for key, place in pairs:
        if key:
            found.setdefault(key, {})[place.gazetteer_id] = place
    return {key: tuple(places.values()) for key, places in found.items()}

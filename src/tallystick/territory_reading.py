"""A map of control is read in a limited process of its own, like every other file that comes from outside.

    read_map    file → a process with limits (`python -m tallystick.territory_reading`) → the checked map, or a refusal

The process reads and checks; ours only takes its answer, so that no map can hang it, crash it or fill its memory.
"""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tallystick import locate, store
from tallystick.analyse.territory_checks import Positions
from tallystick.analyse.territory_fields import LayerFields
from tallystick.analyse.territory_files import LayerRead, read_layer
from tallystick.analyse.territory_formats import TerritoryError
from tallystick.collect.limiting import limit_this_process
from tallystick.collect.sandbox import BROKEN, ENDED_BY
from tallystick.locate.gazetteer import NamedPlace, parse_line, read_compact
from tallystick.model.territory import ControlLayer
from tallystick.settings import read_settings
from tallystick.store.canonical import from_json, to_json

READER = ("-P", "-m", "tallystick.territory_reading")
"""-P: a file called shapefile.py in the folder someone works in must not be taken for the parser."""


def read_map(project: store.Project, source: Path, fields: LayerFields) -> LayerRead:
    """The map in `source`, checked against the project's; TerritoryError says all that is wrong with it."""
    asked = {"folder": str(project.folder), "source": str(source), "fields": asdict(fields)}
    with tempfile.TemporaryFile() as spool:
        done = subprocess.run(  # noqa: S603  (our own interpreter and module)
            [sys.executable, *READER],
            input=json.dumps(asked).encode(),
            stdout=spool,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=False,
        )
        spool.seek(0)
        told = spool.read()
    if done.returncode != 0 or not told:
        how = signal.Signals(-done.returncode).name if done.returncode < 0 else "it ended without a word"
        raise TerritoryError(f"{source.name}: {ENDED_BY.get(how) or BROKEN.format(how=how)}")
    return _taken(source, json.loads(told))


def _taken(source: Path, answer: dict[str, Any]) -> LayerRead:
    if refused := answer.get("refused"):
        raise TerritoryError(refused)
    if ended := answer.get("ended"):
        raise TerritoryError(f"{source.name}: {ENDED_BY.get(ended) or BROKEN.format(how=ended)}")
    return LayerRead(from_json(ControlLayer, answer["layer"]), tuple(answer["warnings"]))


def main() -> None:
    """Answer the one request on standard input."""
    asked = json.loads(sys.stdin.buffer.read())
    project, fields = store.Project(Path(asked["folder"])), LayerFields(**asked["fields"])
    settings = read_settings(project.folder)
    countries = list(_countries(project, settings.gazetteers))
    earlier = store.load_territory(project, settings.territory)
    limit_this_process()
    sys.stdout.write(json.dumps(_answer(Path(asked["source"]), fields, countries, earlier)))


def _answer(
    source: Path, fields: LayerFields, countries: list[Positions], earlier: tuple[ControlLayer, ...]
) -> dict[str, object]:
    try:
        read = read_layer(source, fields, countries, earlier)
        return {"layer": to_json(read.layer), "warnings": read.warnings}
    except TerritoryError as error:
        return {"refused": str(error)}
    except Exception as error:
        return {"ended": type(error).__name__}


def _countries(project: store.Project, gazetteers: Iterable[str]) -> Iterable[Positions]:
    """Positions of all places of the shipped gazetteer, and of each that the project added."""
    yield _positions(locate.load_gazetteer().places)
    for name in gazetteers:
        lines = read_compact(project.folder / name).decode("utf-8").splitlines()
        yield _positions(parse_line(line) for line in lines if not line.startswith("#"))


def _positions(places: Iterable[NamedPlace]) -> Positions:
    return [(place.lon, place.lat) for place in places]


if __name__ == "__main__":
    main()

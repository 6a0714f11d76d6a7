"""Read a map of control strictly: either all of it is right, or it is refused with everything that is wrong."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tallystick.analyse.territory_checks import Positions, gaps, overlaps, swapped_or_elsewhere
from tallystick.analyse.territory_fields import FieldError, LayerFields, party_of, read_validity
from tallystick.analyse.territory_formats import Feature, TerritoryError, read_features
from tallystick.analyse.territory_geometry import GeometryError, polygons_of
from tallystick.analyse.territory_points import point_of, read_towns
from tallystick.model.territory import CONTESTED, EITHER, ControlArea, ControlLayer, ControlPoint
from tallystick.vocabulary import load_terms

_SHOWN = 20
_UNKNOWN = "party {0!r} is no code of the vocabulary; kept as written (say --party-as {0}=CODE)"
_SLIVERS = "{} slivers along borders belong to two parties; what lies there counts as unsure"


@dataclass(frozen=True, slots=True)
class LayerRead:
    """An accepted map, and what is odd about it, one sentence each."""

    layer: ControlLayer
    warnings: tuple[str, ...]


def read_layer(
    source: Path, fields: LayerFields, countries: Sequence[Positions] = (), earlier: Sequence[ControlLayer] = ()
) -> LayerRead:
    """A map of control: GeoJSON or shapefile of areas, CSV of towns. TerritoryError says all that is wrong with it.

    `countries` are the places of the project's gazetteers, (longitude, latitude) by country; `earlier` the layers of
    the same project, which must not contradict it when they are of the same maker.
    """
    features = read_towns(source) if source.suffix.lower() == ".csv" else read_features(source)
    read = point_of if source.suffix.lower() == ".csv" else _area_of
    faults: dict[str, list[str]] = {}
    held = _each(features, lambda feature: read(source.name, feature, fields), faults)
    _refuse(source, [f"{_named(where)}: {fault}" for fault, where in faults.items()])
    layer = ControlLayer(
        maker=fields.maker,
        file=source.name,
        sha256=hashlib.sha256(source.read_bytes()).hexdigest(),
        whole=fields.whole,
        areas=tuple(h for h in held if isinstance(h, ControlArea)),
        points=tuple(h for h in held if isinstance(h, ControlPoint)),
    )
    error, warning = swapped_or_elsewhere(layer, countries)
    _refuse(source, [error] if error else [])
    theirs = [other for other in earlier if other.maker == layer.maker]
    conflicts, slivers = overlaps([*theirs, layer])
    _refuse(source, [*_mixed(layer, theirs), *conflicts])
    odd = [warning] if warning else []
    odd += (
        [f"{slivers} slivers along borders belong to two parties; what lies there counts as unsure"] if slivers else []
    )
    return LayerRead(layer, (*odd, *gaps(layer), *_unknown_parties(layer), *_mended(features, fields)))


def _each(
    features: Iterable[Feature], read: Callable[[Feature], ControlArea | ControlPoint], faults: dict[str, list[str]]
) -> list[ControlArea | ControlPoint]:
    """What could be read; what could not stands in `faults`, by fault."""
    held = []
    for feature in features:
        try:
            held.append(read(feature))
        except (FieldError, GeometryError) as error:
            faults.setdefault(str(error), []).append(feature.where)
    return held


def _named(features: Sequence[str]) -> str:
    """The first feature with a fault, and how many more have the same."""
    return features[0] + (f" and {len(features) - 1} more" if len(features) > 1 else "")


def _refuse(source: Path, faults: Sequence[str]) -> None:
    if faults:
        more = [f"and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        raise TerritoryError(
            f"{source.name} is refused, nothing of it is kept:\n  " + "\n  ".join([*faults[:_SHOWN], *more])
        )


def _mixed(layer: ControlLayer, earlier: Sequence[ControlLayer]) -> list[str]:
    given, giving = ("towns", "areas") if layer.areas else ("areas", "towns")
    mixed = any(bool(other.areas) != bool(layer.areas) for other in earlier)
    return [f"{layer.maker} already gives {given}; call the maker of these {giving} differently"] if mixed else []


def _unknown_parties(layer: ControlLayer) -> list[str]:
    held_by = {a.party for a in layer.areas} | {p.party for p in layer.points}
    named = {party for parties in held_by for party in parties.split(EITHER)}
    return [_UNKNOWN.format(name) for name in sorted(named - {*load_terms("actor"), CONTESTED})]


def _mended(features: Sequence[Feature], fields: LayerFields) -> list[str]:
    if not fields.mend:
        return []
    broken = [f.where for f in features if _is_broken(f)]
    return [f"the border was mended of {', '.join(broken[:_SHOWN])}"] if broken else []


def _is_broken(feature: Feature) -> bool:
    try:
        polygons_of(feature.geometry)
    except GeometryError:
        return True
    return False


def _area_of(file: str, feature: Feature, fields: LayerFields) -> ControlArea:
    return ControlArea(
        area_id=f"{file}, {feature.where}",
        party=party_of(feature, fields),
        maker=fields.maker,
        valid=read_validity(feature, fields),
        polygons=polygons_of(feature.geometry, fields.mend),
    )

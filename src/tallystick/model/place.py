"""Where something is, with the radius within which it may really be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; the attack lies within `radius_m` metres of the point, as far as the name tells."""

    gazetteer_id: str
    name: str
    name_local: str | None
    lat: float
    lon: float
    radius_m: int
    precision: str
    """A code of the vocabulary `place_precision`."""
    admin: tuple[str, ...] = ()
    """English names of the areas that contain it, widest first: governorate, district, subdistrict."""

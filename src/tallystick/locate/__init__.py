"""Find where claims say something happened: a place of the gazetteer with its radius, or why it cannot be told.

load_gazetteer       the places of Syria that are shipped, and those a user added
add_gazetteer_file   compile a file of another country for a project
locate_claims        give every claimed place its position, or why not
locate_positions     the same for the places that parties speak of
load_outlines        borders of governorates and districts, for maps
"""

from tallystick.locate.gazetteer import Gazetteer, GazetteerError, NamedPlace, load_gazetteer
from tallystick.locate.geolocate import locate_claims
from tallystick.locate.imports import GazetteerAdded, add_gazetteer_file
from tallystick.locate.outlines import Outline, load_outlines
from tallystick.locate.statements import locate_positions

__all__ = [
    "Gazetteer",
    "GazetteerAdded",
    "GazetteerError",
    "NamedPlace",
    "Outline",
    "add_gazetteer_file",
    "load_gazetteer",
    "load_outlines",
    "locate_claims",
    "locate_positions",
]

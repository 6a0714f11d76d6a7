"""Lists of victims: who is named, which records are one person, and how the lists overlap.

    read_victims   a CSV or XLSX list → PersonRecord or Refusal, row by row
    parse_name     a name in Arabic or Latin script → NameParts
    link_people    records of all lists (+ judgements) → PeopleLinkage: people, pairs with reasons, flags
    count_unique   PeopleLinkage → how many different people, with a standard error
    overlap_draws  PeopleLinkage → overlap tables, one per draw; refuse_few_lists says where none is of use

names, spoken, name_words, name_places   names taken apart, compared by sound across scripts
schema, features, comparisons, blocking  what is compared, how, and which pairs at all
scoring, mixture                         probabilities without known truth: one person, kin, strangers (Splink)
clusters, linkage, overlap               people, flags, draws
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tallystick.people.headers import VictimColumns
    from tallystick.people.linkage import link_people
    from tallystick.people.lists import read_victims, script_of
    from tallystick.people.names import parse_name
    from tallystick.people.overlap import count_unique, overlap_draws, refuse_few_lists

_HOMES = {
    "VictimColumns": "headers",
    "count_unique": "overlap",
    "link_people": "linkage",
    "overlap_draws": "overlap",
    "parse_name": "names",
    "read_victims": "lists",
    "refuse_few_lists": "overlap",
    "script_of": "lists",
}

__all__ = [
    "VictimColumns",
    "count_unique",
    "link_people",
    "overlap_draws",
    "parse_name",
    "read_victims",
    "refuse_few_lists",
    "script_of",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"tallystick.people.{_HOMES[name]}"), name)

"""Place names as people write them in two scripts: the consonants that are left when spelling is taken away."""

import re
from functools import lru_cache

from anyascii import anyascii

from tallystick.link.folding import fold
from tallystick.link.sources import load_lexicon
from tallystick.link.spots import LOCALITY_M
from tallystick.model.claim import Claim, ClaimedPlace

_ARTICLE = re.compile(r"^(al|el|ar|as|at|ad|an|ash|az|il)\s+|^al(?=[a-z]{3})")
_ALIKE = (
    ("kh", "x"),
    ("gh", "g"),
    ("sh", "s"),
    ("ch", "s"),
    ("th", "t"),
    ("dh", "d"),
    ("q", "k"),
    ("z", "d"),
    ("w", "u"),
)
_VOWELS = re.compile(r"[aeiouyh'`]")
FEWEST = 2
"""Consonants a name needs to be told by them alone."""
TELLING = 3
"""Consonants that a single word of a name needs."""


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """'Qarah', 'Qara' and 'قارة' alike: Latin letters without article, vowels, doublings and near-equal consonants."""
    bare_words = " ".join(word.removeprefix("ال") for word in fold(name).split())
    latin = _ARTICLE.sub("", anyascii(bare_words).lower())
    for written, meant in _ALIKE:
        latin = latin.replace(written, meant)
    bare = re.sub(r"[^a-z]", "", _VOWELS.sub("", latin))
    short = re.sub(r"(.)\1+", r"\1", bare)
    return short if len(short) >= FEWEST else fold(name)


@lru_cache(maxsize=100_000)
def name_keys(name: str) -> frozenset[str]:
    """The skeletons of a name and of those of its words that could name a place by themselves."""
    words = [w for w in fold(name).split() if _ARTICLE.sub("", w).removeprefix("ال") not in load_lexicon().generic]
    telling = {s for w in words if len(s := skeleton(w)) >= TELLING}
    return frozenset({skeleton(name)} | telling) - {""}


def hit_names(claim: Claim) -> frozenset[str]:
    """Keys of the names of localities said to have been hit."""
    return frozenset(key for p in claim.where if _is_locality(p) for key in _keys(p))


def unplaced_names(claim: Claim) -> frozenset[str]:
    """Keys of the names of localities said to have been hit that are not on the map."""
    return frozenset(key for p in claim.where if p.place is None for key in _keys(p))


def nearby_names(claim: Claim) -> frozenset[str]:
    """Keys of all names of localities in a claim: hit, near, or holding what was hit."""
    return frozenset(key for p in claim.places if _is_locality(p) for key in _keys(p))


def _is_locality(named: ClaimedPlace) -> bool:
    return named.place is None or named.place.radius_m <= LOCALITY_M


def _keys(named: ClaimedPlace) -> frozenset[str]:
    place = named.place
    return _keys_of(named.name, place and place.name, place and place.name_local)


@lru_cache(maxsize=100_000)
def _keys_of(*names: str | None) -> frozenset[str]:
    return frozenset(key for name in names if name for key in name_keys(name))

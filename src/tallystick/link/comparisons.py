"""What is compared between two claims: per comparison its levels, most alike first, in SQL and as a sentence.

The first level is always "no data", which counts neither way. `l` and `r` are the two claims.
"""

from dataclasses import dataclass

from tallystick.link.candidates import LONGEST_DAYS

DISTANCE_KM = (
    "(2 * 6371 * asin(sqrt(pow(sin(radians(lat_r - lat_l) / 2), 2)"
    " + cos(radians(lat_l)) * cos(radians(lat_r)) * pow(sin(radians(lon_r - lon_l) / 2), 2))))"
)
GAP_DAYS = "greatest(0, first_day_r - last_day_l, first_day_l - last_day_r)"
REACH_KM = "greatest(radius_km_l, radius_km_r)"
DATED = "dated_l AND dated_r"
WIDTH = "greatest(last_day_l - first_day_l, last_day_r - first_day_r)"
FINE = "fine_l AND fine_r"
SHARED = "len(list_intersect(words_l, words_r))"
SHARED_WORDS = f"({SHARED} / least(len(words_l), len(words_r)))"
UNPLACED = "coalesce(list_has_any(unplaced_l, hit_r), FALSE) OR coalesce(list_has_any(unplaced_r, hit_l), FALSE)"
REPORT = "report"
SINGLE = "NOT several_l AND NOT several_r"

MANY = 20
"""A toll that few attacks reach: two reports that come within a tenth of each other there seldom mean two attacks."""


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness."""

    code: str
    sql: str
    sentence: str
    among: str = ""
    """Levels of one such group are weighed against one another only: what leads to the group tells nothing."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question about two claims, with every possible answer."""

    name: str
    no_data: str
    """SQL that holds when one side does not say."""
    silent: str
    """The sentence for that."""
    levels: tuple[Level, ...]
    """Most alike first; the last holds otherwise."""


def _missing(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _counts(outcome: str, word: str) -> Comparison:
    low, high = f"{outcome}_min", f"{outcome}_max"
    exact = f"{low}_l = {low}_r AND {high}_l = {high}_r"
    fits = f"({high}_l IS NULL OR {low}_r <= {high}_l) AND ({high}_r IS NULL OR {low}_l <= {high}_r)"
    top_l, top_r = f"coalesce({high}_l, {low}_l)", f"coalesce({high}_r, {low}_r)"
    near = f"greatest({top_l}, {top_r}) <= 1.5 * least({top_l}, {top_r}) + 1"
    many = f"least({top_l}, {top_r}) >= {MANY} AND greatest({top_l}, {top_r}) <= 1.1 * least({top_l}, {top_r})"
    least = f"({high}_l IS NULL OR {high}_r IS NULL)"
    return Comparison(
        outcome,
        f"{_missing(low)} OR several_l <> several_r",
        f"At least one of them states no number of {word} for its place alone.",
        (
            Level("equal_large", f"({exact}) AND {low}_l >= 4", f"They state the same number of {word}, four or more."),
            Level("equal", f"({exact})", f"They state the same number of {word}."),
            Level("near_many", many, f"Their numbers of {word} are large and differ by a tenth at most."),
            Level(
                "least_fits",
                f"{least} AND {fits}",
                f"One states a least number of {word} that the other reaches.",
                "least",
            ),
            Level(
                "least_near",
                f"{least} AND {near}",
                f"One states a least number of {word} that the other all but reaches.",
                "least",
            ),
            Level("least_apart", least, f"One states a least number of {word} that the other is far from.", "least"),
            Level("compatible", fits, f"Their numbers of {word} can both be true."),
            Level("near", near, f"Their numbers of {word} differ by little."),
            Level("apart", "ELSE", f"Their numbers of {word} differ widely."),
        ),
    )


COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        "date",
        _missing("first_day"),
        "At least one of them gives no date, nor does its report.",
        (
            Level("same_day", f"{DATED} AND {GAP_DAYS} = 0 AND {WIDTH} = 0", "Both give the same day."),
            Level("overlap", f"{DATED} AND {GAP_DAYS} = 0 AND {WIDTH} < {LONGEST_DAYS}", "The days they give overlap."),
            Level("next_day", f"{DATED} AND {GAP_DAYS} = 1", "They give neighbouring days."),
            Level("wide", f"{DATED} AND {GAP_DAYS} = 0", "One gives only a wide span, which holds the other's day."),
            Level(
                "report_near",
                f"NOT ({DATED}) AND {GAP_DAYS} <= 3",
                "One gives no day, but its report is of those days.",
                REPORT,
            ),
            Level("report_far", f"NOT ({DATED})", "One gives no day, and its report is of another time.", REPORT),
            Level("far", "ELSE", "They give days that are further apart."),
        ),
    ),
    Comparison(
        "place",
        f"({_missing('lat')}) OR ({UNPLACED})",
        "At least one of them names no place that is on the map.",
        (
            Level("same_place", f"{FINE} AND list_has_any(places_l, places_r)", "Both name the same locality."),
            Level(
                "quarter",
                f"{FINE} AND {SINGLE} AND quarter_l <> quarter_r AND {DISTANCE_KM} <= {REACH_KM}",
                "One names a quarter or a building in the locality that the other names.",
            ),
            Level(
                "around",
                f"NOT ({FINE} AND {SINGLE}) AND list_has_any(around_l, around_r)",
                "Both name the same district or mountain.",
            ),
            Level(
                "within",
                f"NOT ({FINE} AND {SINGLE}) AND {DISTANCE_KM} <= {REACH_KM}",
                "One names only a wider area, and the other's place lies in it.",
            ),
            Level(
                "neighbour",
                f"{FINE} AND {SINGLE} AND {DISTANCE_KM} <= radius_km_l + radius_km_r + 5",
                "They name different localities near each other.",
            ),
            Level(
                "near",
                f"{DISTANCE_KM} <= radius_km_l + radius_km_r + 5",
                "The places they name are near each other, but not the same.",
            ),
            Level("far", "ELSE", "The places they name are too far apart."),
        ),
    ),
    Comparison(
        "name",
        f"({_missing('nearby')}) OR ({FINE} AND NOT ({UNPLACED}))",
        "Their place names add nothing to the map.",
        (
            Level("hit", "list_has_any(hit_l, hit_r)", "They name a place alike that was hit."),
            Level("nearby", "list_has_any(nearby_l, nearby_r)", "They name a place alike that was hit or lies near."),
            Level("other_hit", "hit_l IS NOT NULL AND hit_r IS NOT NULL", "They name different places that were hit."),
            Level("other", "ELSE", "They share no place name."),
        ),
    ),
    Comparison(
        "kind",
        _missing("kind"),
        "At least one of them does not say what kind of attack it was.",
        (
            Level("same", "kind_l = kind_r", "Both tell of the same kind of attack."),
            Level("family", "family_l = family_r", "They tell of related kinds of attack."),
            Level("mistaken", "(mistaken_l & kind_r) <> 0", "They tell of kinds of attack taken for one another."),
            Level("other", "ELSE", "They tell of different kinds of attack."),
        ),
    ),
    _counts("killed", "dead"),
    _counts("injured", "injured"),
    Comparison(
        "actor",
        _missing("actors"),
        "At least one of them names nobody as responsible.",
        (
            Level("shared", "(actors_l & actors_r) <> 0", "They name the same as responsible."),
            Level("allies", "(allies_l & actors_r) <> 0", "They name allied parties as responsible."),
            Level("other", "ELSE", "They name different parties as responsible."),
        ),
    ),
    Comparison(
        "target",
        _missing("targets"),
        "At least one of them does not say what was hit.",
        (
            Level("shared", "(targets_l & targets_r) <> 0", "They name a target of the same type."),
            Level("other", "ELSE", "They name targets of different types."),
        ),
    ),
    Comparison(
        "words",
        f"{_missing('words')} OR script_l <> script_r",
        "The words of one of them cannot be compared.",
        (
            Level("most", f"{SHARED_WORDS} >= 0.6", "Most words of the shorter passage stand in the other."),
            Level("many", f"{SHARED_WORDS} >= 0.35", "Many words of the shorter passage stand in the other."),
            Level("some", f"{SHARED_WORDS} >= 0.15", "Some words of the shorter passage stand in the other."),
            Level("few", f"{SHARED} >= 2", "A few words of the shorter passage stand in the other."),
            Level("none", "ELSE", "Hardly a word of the shorter passage stands in the other."),
        ),
    ),
    Comparison(
        "copy",
        "copy_l IS NULL AND copy_r IS NULL",
        "Neither report is a copy of any.",
        (
            Level("same_text", "copy_l = copy_r", "Their reports repeat one text."),
            Level("other_text", "ELSE", "Their reports do not repeat each other."),
        ),
    ),
)

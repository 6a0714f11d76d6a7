"""Numbers in words and digits, and what bounds them: "at least twenty-five", «خمسة وعشرون», «двадцать пять»."""

from collections.abc import Sequence
from typing import NamedTuple

from tallystick.extract.cues import Cue, word_list
from tallystick.model.toll import Toll

_JOINTS = frozenset(("", "-", ","))
_BIG = 1000
_DASHES = frozenset(("-", "–", "—", "ـ"))
# "more than N" is at least N + 1; "up to N" does not promise anybody.
_BOUNDS = {
    "at_least": lambda n: Toll(n, None),
    "more_than": lambda n: Toll(n + 1, None),
    "up_to": lambda n: Toll(0, n),
    "less_than": lambda n: Toll(0, max(0, n - 1)),
    "about": lambda n: Toll(n, n),
}


class Count(NamedTuple):
    """A quantity and the cues from `first` to `last` (exclusive) that state it."""

    toll: Toll
    first: int
    last: int
    vague: bool = False


def read_count(text: str, cues: Sequence[Cue], at: int) -> Count | None:
    """The quantity that begins with the cue at `at`, its bound included; None when none does."""
    bound, index = None, at
    if cues[at].kind == "bound":
        bound, index = cues[at].value[0], at + 1
        if index >= len(cues) or len(text[cues[at].end : cues[index].start].split()) > 1:
            return None
    if cues[index].kind == "vague":
        low, high = cues[index].value
        if high:  # "at least two dozen"
            return Count(_BOUNDS[bound or "about"](int(low)), at, index + 1)
        return Count(Toll(int(low), None), at, index + 1, vague=True)
    if cues[index].kind != "number" or _is_decimal(text, cues[index]):
        return None
    low_number, after = _compose(text, cues, index)
    toll, after = _ranged(text, cues, low_number, after)
    if toll.min == toll.max and (up_to := _up_to(text, cues, low_number, after)):
        return Count(Toll(low_number, up_to[0]), at, up_to[1])
    if bound is None and after < len(cues) and cues[after].kind == "bound" and _adjacent(text, cues, after):
        bound, after = cues[after].value[0], after + 1
    return Count(_BOUNDS[bound](toll.min) if bound and toll.min == toll.max else toll, at, after)


def _is_decimal(text: str, cue: Cue) -> bool:
    """ "1.5 million": the fraction was not read, and the word alone is another number."""
    return len(cue.value) == 1 and cue.number >= _BIG and text[max(0, cue.start - 2) : cue.start - 1].isdigit()


def _adjacent(text: str, cues: Sequence[Cue], index: int) -> bool:
    return not text[cues[index - 1].end : cues[index].start].strip(" )")


def _compose(text: str, cues: Sequence[Cue], index: int) -> tuple[int, int]:
    """The number that adjoining number words make together, and the index after them."""
    done, current = 0, cues[index].number
    if current in (1000, 1_000_000):
        done, current = current, 0
    index += 1
    while index < len(cues) and cues[index].kind == "number":
        joint = text[cues[index - 1].end : cues[index].start].strip()
        word, digits = cues[index].number, len(cues[index].value) > 1
        if (
            joint not in _JOINTS | word_list("joints", "numbers")
            or digits
            or (combined := _added(current, word, joint)) is None
        ):
            break
        current = combined
        if word in (1000, 1_000_000):
            done, current = done + current, 0
        index += 1
    return done + current, index


def _added(current: int, word: int, joint: str) -> int | None:
    if word in (100, 1000, 1_000_000) and 0 < current < word and joint in ("", "-"):
        return current * word
    if current and current % 100 == 0 and word < 100:
        return current + word
    if current >= 20 and current % 10 == 0 and current % 100 and 0 < word < 10 and joint in ("", "-"):
        return current + word
    if (
        0 < current % 100 < 10
        and word in range(20, 100, 10)
        and joint.startswith(tuple(word_list("ones_first", "numbers")))
    ):
        return current + word
    if current == 0:
        return word
    return None


def _ranged(text: str, cues: Sequence[Cue], low: int, after: int) -> tuple[Toll, int]:
    """ "5 to 7", "5-7", "بين 5 و7": a range when the second number is the greater."""
    if after < len(cues) and cues[after].kind == "number":
        joint = text[cues[after - 1].end : cues[after].start].strip()
        high, beyond = _compose(text, cues, after)
        both_digits = len(cues[after].value) > 1 and len(cues[after - 1].value) > 1
        joins = joint in word_list("ands")
        wanted = _is_range(joint) and (not joins or _between(text, cues, after - 1))
        if wanted and low < high <= 10 * low + 10 and (both_digits or joint not in ("-", "")):
            return Toll(low, high), beyond
    return Toll(low, low), after


def _up_to(text: str, cues: Sequence[Cue], low: int, after: int) -> tuple[int, int] | None:
    """The upper end where a word that also bounds numbers joins the two: «от шести до восьми»."""
    if after + 1 >= len(cues) or cues[after].kind != "bound" or cues[after].value[0] != "up_to":
        return None
    if cues[after + 1].kind != "number" or text[cues[after - 1].end : cues[after].start].strip():
        return None
    high, beyond = _compose(text, cues, after + 1)
    return (high, beyond) if high > low else None


def _between(text: str, cues: Sequence[Cue], index: int) -> bool:
    return text[: cues[index].start].rstrip().endswith(tuple(word_list("between", "numbers")))


def _is_range(joint: str) -> bool:
    if joint.startswith(tuple(_DASHES)):
        return joint[1:] == "" or joint[1:] in word_list("glued_articles")
    return joint in word_list("ranges", "numbers")

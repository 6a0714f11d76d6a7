"""Counted people: «4 أطفال», "at least 16 civilians", "a woman", «مدنيان»; who they are, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.extract.cues import Cue, word_list
from tallystick.extract.members import group_of_noun
from tallystick.extract.named import count_names
from tallystick.extract.numbers import Count, read_count
from tallystick.model.toll import Toll

# The most telling word about the same people wins: «شهداء أطفال» are children.
_TELLING = ("fighters", "children", "women", "elderly", "men", "medics", "journalists", "civilians", "people")
_OF_GRAMMAR = {"none": Toll(0, 0), "one": Toll(1, 1), "two": Toll(2, 2), "many": Toll(2, None)}
_NOUNS = ("person", "victim", "other")
OPENING = frozenset({"each_of", "number", "vague", "bound", *_NOUNS})
"""Kinds of cues that may begin counted people."""
_REACH = 3  # words that may stand between a number and its noun ("five local security force members")


@dataclass(slots=True)
class Counted:
    """A stretch of text that names a number of people. `first` to `last` (exclusive) are its cues."""

    start: int
    end: int
    first: int
    last: int
    toll: Toll
    group: str | None
    """None when nothing says who they are."""
    outcome: str | None = None
    """Set when the noun says it (شهيد, fatalities)."""
    number_said: bool = False
    vague: bool = False
    is_other: bool = False
    bare: bool = False
    """A number without any noun."""
    part_of: str | None = None
    """Set for "six of the dead", "three of them": whose part they are, an outcome or "them"."""
    parted: bool = False
    """True when the words before tell how many of them were something more ("eleven of the 18")."""
    known: bool = False
    """True when the words speak of them as known: by name, or behind an article («الشاب سالم», "the mother")."""


def read_counted(text: str, cues: Sequence[Cue], at: int) -> Counted | None:
    """The counted people whose words begin with the cue at `at`; None when none do."""
    if cues[at].kind == "each_of":
        return _listed(text, cues, at)
    count = read_count(text, cues, at) if cues[at].kind in ("number", "vague", "bound") else None
    index = _after_set(text, cues, count) if count else at
    nouns: list[Cue] = []
    if count is None and cues[at].kind == "bound" and text[cues[at].start : cues[at].end] in word_list("alone"):
        index = at + 1
        if not (index < len(cues) and cues[index].kind in _NOUNS and _belongs(text, cues, index, False, at)):
            nouns.append(Cue(cues[at].start, cues[at].end, "other", ("one",)))  # "killing one and injuring another"
    while index < len(cues) and cues[index].kind in _NOUNS and _belongs(text, cues, index, bool(nouns), at):
        nouns.append(cues[index])
        index += 1
    if count is None and nouns and (trailing := _trailing_count(text, cues, index)):
        count, index = trailing, trailing.last
        while index < len(cues) and cues[index].kind in _NOUNS and _touches(text, cues, index):
            nouns.append(cues[index])
            index += 1
    if not nouns or (count is None and _is_adjective(text, cues, at)):
        return (_part_of(text, cues, count) if count else None) or _bare(text, cues, at, count)
    if _at_least_follows(text, cues, index):
        stated = count.toll if count else _OF_GRAMMAR[nouns[0].value[-1]]
        count, index = Count(Toll(stated.min, None), at, index), index + 1
    if count is None and (_is_definite_plural(text, nouns) or _is_attribute(text, nouns)):
        return _both_named(text, cues, at, index)
    return _described(text, cues, at, index, nouns, count)


def _listed(text: str, cues: Sequence[Cue], at: int) -> Counted | None:
    """«كل من سالم وابنه», «كلاً من الأطفال سالم وليلى وندى»: people counted by their names."""
    last = at + 1
    while last < len(cues) and cues[last].kind in ("person", "number", "unit", "other"):
        last += 1
    first = (
        cues[at + 1] if last > at + 1 and not without_article(text[cues[at].end : cues[at + 1].start]).strip() else None
    )
    noun = first if first is not None and first.kind == "person" and first.value[-1] != "one" else None
    start = noun.end if noun else cues[at].end
    names = count_names(text, start, cues[last].start if last < len(cues) else len(text))
    number = 2 if noun is not None and noun.value[-1] == "two" else names
    if number is None:
        return None
    group = noun.value[0] if noun else None
    toll = Toll(number, number)
    return Counted(cues[at].start, start, at, last, toll, group, number_said=True, known=True)


def _after_set(text: str, cues: Sequence[Cue], count: Count) -> int:
    """ "One of the top five leaders": the index after the number of those that one is of; else after the count."""
    ahead = cues[count.last : count.last + 2]
    number = next((c for c in ahead if c.kind == "number"), None)
    if count.toll != Toll(1, 1) or number is None or ahead[0].kind not in ("number", "unit"):
        return count.last
    between = text[cues[count.last - 1].end : number.start].split()
    is_set = between[:1] != [] and between[0] in word_list("of") and len(between) <= _REACH
    return cues.index(number, count.last) + 1 if is_set else count.last


def without_article(between: str) -> str:
    """What stands before a noun without the article glued to the noun."""
    return between.removesuffix(next((a for a in word_list("glued_articles") if between.endswith(a)), ""))


def _belongs(text: str, cues: Sequence[Cue], index: int, has_noun: bool, first: int) -> bool:
    """Whether the noun at `index` still speaks of the people counted so far."""
    if index == first:
        return True
    between = without_article(text[cues[index - 1].end : cues[index].start])
    words = between.split()
    if words and words[-1] in word_list("acronyms") and not has_noun and cues[index].value[0] == "fighters":
        words = words[:-1]  # "25 IS fighters"
    parted = any(mark in between for mark in ',،.;؛:()"«»\n') and (has_noun or between.strip() not in (")", '"'))
    if parted or (has_noun and not _agree(cues[index - 1], cues[index])):
        return False
    within = word_list("within")
    if words and (between.strip() in within or within.issuperset(words)) and cues[index].kind != "other":
        return True
    if not word_list("breakers").isdisjoint(words):
        return False
    if not has_noun:
        return len(words) <= _REACH and not (len(words) > 1 and words[0] in word_list("ands"))
    return len(words) <= 1 and (word_list("ands") | word_list("ors")).isdisjoint(words)


def _agree(left: Cue, right: Cue) -> bool:
    """Whether two nouns may be about the same people: "3 others, a girl and two youths" names them one by one."""
    numbers = (left.value[-1], right.value[-1])
    if right.kind == "other" or numbers[0] == numbers[1] or numbers == ("one", "many"):
        return True
    return numbers == ("two", "many") and (left.kind, right.kind) == ("victim", "person")  # «شهيدان أطفال»


def _touches(text: str, cues: Sequence[Cue], index: int) -> bool:
    return text[cues[index - 1].end : cues[index].start].strip() in {"", *word_list("of")}


def _trailing_count(text: str, cues: Sequence[Cue], index: int) -> Count | None:
    """A number after its noun: «مدنيين اثنين», «أطفالها الـ3»."""
    kinds = ("bound", "vague") if cues[index - 1].kind == "victim" else ("vague",)
    if index < len(cues) and cues[index].kind in kinds and cues[index - 1].kind != "other":
        return read_count(text, cues, index) if not text[cues[index - 1].end : cues[index].start].strip() else None
    if index >= len(cues) or cues[index].kind != "number":
        return None
    between = text[cues[index - 1].end : cues[index].start].strip()
    if between not in ("(", "ـ") and without_article(between).strip() not in {"", *word_list("endings")}:
        return None
    count = read_count(text, cues, index)
    if count is None:
        return None
    follows = cues[count.last] if count.last < len(cues) else None
    named = (
        follows is not None
        and follows.kind in _NOUNS
        and len(text[cues[count.last - 1].end : follows.start].split()) <= 1
    )
    return None if named and between == "" and len(cues[index].value) > 1 else count


def _at_least_follows(text: str, cues: Sequence[Cue], index: int) -> bool:
    if index >= len(cues) or cues[index].kind != "bound" or cues[index].value[0] != "at_least":
        return False
    if index + 1 < len(cues) and cues[index + 1].kind in ("number", "vague"):
        return False
    return len(text[cues[index - 1].end : cues[index].start].split()) <= 2


def _is_definite_plural(text: str, nouns: list[Cue]) -> bool:
    """«الأطفال», «الجرحى» were spoken of before: no new figure."""
    noun = nouns[0]
    if len(nouns) > 1 or noun.value[-1] != "many":
        return False
    articles = tuple(word_list("glued_articles"))
    before = text[max(0, noun.start - 4) : noun.start]
    joined = without_article(before)
    if noun.kind == "victim" and joined != before and joined.endswith(tuple(word_list("ands"))):
        return False  # «عدد من القتلى والجرحى»
    return text.startswith(articles, noun.start) or before.endswith(articles)


def _both_named(text: str, cues: Sequence[Cue], at: int, index: int) -> Counted | None:
    """«مقتل الصحفيين سالم العلي وليلى حسن»: without its vowels a dual looks like a plural, but two names follow it."""
    noun = cues[at]
    if noun.kind != "person" or not text[noun.start : noun.end].endswith(tuple(word_list("plural_or_dual"))):
        return None
    stop = cues[index].start if index < len(cues) else len(text)
    described = text[noun.end : stop].lstrip().startswith(tuple(word_list("glued_articles")))
    if described or count_names(text, noun.end, stop) != 2:
        return None
    return Counted(noun.start, noun.end, at, index, Toll(2, 2), noun.value[0], number_said=True, known=True)


def _is_definite(text: str, noun: Cue) -> bool:
    """Whether an article stands before a noun, or glued to it."""
    before = text[max(0, noun.start - 6) : noun.start]
    articles = tuple(word_list("glued_articles"))
    if text.startswith(articles, noun.start) or before.endswith(articles):
        return True
    return bool(before.split()) and before.endswith(" ") and before.split()[-1] in word_list("definite")


def _is_attribute(text: str, nouns: list[Cue]) -> bool:
    """Whether a lone singular noun in a language with articles has none: "terrorist attack", "rebel fighters"."""
    noun = nouns[0]
    if len(nouns) > 1 or noun.value[-1] != "one" or not text[noun.start].isascii() or noun.value[0] != "fighters":
        return False
    following = text[noun.end : noun.end + 25].split()
    if text[noun.start : noun.end] in word_list("attributive") and following and following[0].isalpha():
        return following[0] not in word_list("breakers")
    return word_list("articles").isdisjoint(text[max(0, noun.start - 30) : noun.start].split()[-3:])


def _is_adjective(text: str, cues: Sequence[Cue], at: int) -> bool:
    """«حافلة مبيت عسكري»: a word that is an adjective too names a person only right after another cue."""
    noun = cues[at]
    if noun.kind != "person" or noun.value[-1] != "one" or text[noun.start : noun.end] not in word_list("adjectival"):
        return False
    return at == 0 or text[cues[at - 1].end : noun.start].strip() not in {
        "",
        *word_list("glued_articles"),
        *word_list("joints"),
    }


def _part_of(text: str, cues: Sequence[Cue], count: Count) -> Counted | None:
    """ "six of those killed were fighters", "eight of them children", «3 منهم أطفال»."""
    index = count.last
    if index >= len(cues) or cues[index].kind not in ("part_of", "of_them"):
        return None
    if text[cues[index - 1].end : cues[index].start].strip():
        return None
    whole = cues[index].value[0] if cues[index].kind == "part_of" else "them"
    noun = cues[index + 1] if index + 1 < len(cues) else None
    words = text[cues[index].end : noun.start].split() if noun is not None else []
    told = noun is not None and noun.kind == "person" and len(words) <= _REACH + 1
    told = told and word_list("clauses").isdisjoint(words)  # "two of them seriously when rebels' rockets fell"
    end, last = (noun.end, index + 2) if told and noun else (cues[index].end, index + 1)
    return Counted(
        cues[count.first].start,
        end,
        count.first,
        last,
        count.toll,
        noun.value[0] if told and noun else None,
        outcome=None if whole == "them" else whole,
        number_said=True,
        part_of=whole,
    )


def _bare(text: str, cues: Sequence[Cue], at: int, count: Count | None) -> Counted | None:
    if count is None:
        return None
    last = cues[count.last - 1]
    if count.vague and last.end < len(text) and text[last.start : last.end].endswith(tuple(word_list("of_things"))):
        return None  # "a number of gatherings"
    if count.last < len(cues):
        following = cues[count.last]
        between = text[last.end : following.start].split()
        located = between and between[0] in word_list("locatives")  # 33 in homes are people
        parts = cues[count.last + 1 : count.last + 2]
        told_in_parts = following.kind == "number" and [c.kind for c in parts] == ["of_them"]  # "sixteen two of them"
        if (following.kind == "unit" and len(between) <= 1 and not located) or (
            following.kind == "number" and not between and not told_in_parts
        ):
            return None
    return Counted(
        cues[at].start, last.end, at, count.last, count.toll, None, number_said=True, vague=count.vague, bare=True
    )


def _described(text: str, cues: Sequence[Cue], at: int, index: int, nouns: list[Cue], count: Count | None) -> Counted:
    groups = [group_of_noun(text, c) for c in nouns if c.kind == "person"]
    victims = [c for c in nouns if c.kind == "victim"]
    group = min(groups, key=_TELLING.index) if groups else None
    telling = [c for c in nouns if c.kind != "other"] or nouns
    number = telling[-1 if text[nouns[0].start].isascii() else 0].value[-1]  # English has its head noun last
    return Counted(
        start=cues[at].start,
        end=cues[index - 1].end,
        first=at,
        last=index,
        toll=count.toll if count else _OF_GRAMMAR[number],
        group=group,
        outcome=victims[0].value[0] if victims else None,
        number_said=count is not None,
        vague=count.vague if count else False,
        is_other=any(c.kind == "other" for c in nouns),
        known=count is None and nouns[0].value[-1] in ("one", "two") and _is_definite(text, nouns[0]),
    )

"""The names that one gazetteer entry stands for: with and without its qualifier, both sides of a slash."""

import re
from functools import lru_cache

_QUALIFIER = re.compile(r"\s*\([^)]*\)\s*")
_BRACKETED = re.compile(r"\(([^)]*)\)")
_ALTERNATIVES = re.compile(r"\s*[/،,_]\s*")


@lru_cache(maxsize=65536)
def name_variants(name: str) -> tuple[str, ...]:
    """`Suran (Al Bab)` is called Suran; `ديرك/المالكية` goes by both names."""
    bare = _QUALIFIER.sub(" ", name).strip() or _BRACKETED.sub(r"\1", name).strip()
    parts = [part.strip(" -–") for part in _ALTERNATIVES.split(bare)]
    return tuple(dict.fromkeys(part for part in parts if len(part) > 1))


# Words that say what kind of thing it is, not which one; what follows is the name that a gazetteer may know.
_HEADS = frozenset(
    (  # noqa: SIM905
        "وادي مزرعه مزارع مخيم مخيمات جسر معبر مطار حقل مشفي مستشفي مفرق دوار ساحه سوق مدينه بلده قريه "
        "حي ناحيه منطقه محيط اطراف ريف شمال جنوب شرق غرب شمالي جنوبي شرقي غربي جبهه محور معسكر جبل سهل "
        "سد محطه نهر ضاحيه camp camps bridge crossing airport airbase farm farms wadi valley the town "
        "city village district neighbourhood neighborhood countryside near of mount jabal jebel north "
        "south east west northern southern eastern western old rural qalaat tell "
    ).split()
)
_TAILS = frozenset(
    (  # noqa: SIM905
        "الشماليه الجنوبيه الشرقيه الغربيه الشمالي الجنوبي الشرقي الغربي شمالي جنوبي شرقي غربي شماليه "
        "جنوبيه شرقيه غربيه الكبيره الصغيره الكبير الصغير كبير صغير كبيره صغيره فوقاني تحتاني الفوقاني "
        "التحتاني المدينه city town village district neighbourhood neighborhood countryside province "
        "governorate camp area region suburb suburbs farms airport airbase bridge north south east west "
    ).split()
)
_FOLD = str.maketrans("أإآٱىة", "ااااي" + "ه")


_PART_FIRST = re.compile(r"^(?:Upper|Lower|Little|Big|Great|Eastern|Western|Northern|Southern|Old|New)\s+")
_PART_LAST = re.compile(
    r"\s+(?:فوقاني|تحتاني|كبير|كبيرة|صغير|صغيرة|شرقي|غربي|شمالي|جنوبي|شرقية|غربية|شمالية|جنوبية)$"
    r"|\s+ال(?:فوقاني|تحتاني|كبير|كبيرة|صغير|صغيرة|شرقي|غربي|شمالي|جنوبي|شرقية|غربية|شمالية|جنوبية|صغرى|كبرى)$"
)


def without_part(name: str) -> str | None:
    """`Upper Baqras` is one of the places people call Baqras; None for a name that says no part."""
    short = _PART_LAST.sub("", _PART_FIRST.sub("", name)).strip()
    return short if short != name and len(short) > 2 else None


@lru_cache(maxsize=65536)
def shortened_names(name: str) -> tuple[str, ...]:
    """What is left of a name without words for its kind or its part: وادي عين ترما, then عين ترما."""
    words = name.replace("_", " ").replace("-", " - ").split()
    shorter: list[str] = []
    while len(words) > 1:
        if _plain(words[0]) in _HEADS:
            words = words[1:]
        elif _plain(words[-1]) in _TAILS:
            words = words[:-1]
        else:
            break
        shorter.append(" ".join(words).replace(" - ", "-"))
    return tuple(shorter)


def _plain(word: str) -> str:
    return word.casefold().translate(_FOLD)

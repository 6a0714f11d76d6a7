"""An invented country of the dead: families, the lists that name some of them, and who is truly who.

Given names are common ones; family names and places are put together from sounds and belong to nobody. Every name is a
string of sounds, from which each list writes its own spelling in its own script, so that the variants do not come from
the rules that read them. Siblings share father, grandfather, family, place and often the day.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tallystick.model.person import PersonRecord
from tallystick.model.when import Days

SOUNDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "b": ("ب", ("b",)), "t": ("ت", ("t",)), "j": ("ج", ("j", "j", "j", "dj", "g")), "H": ("ح", ("h",)),
    "x": ("خ", ("kh",)), "d": ("د", ("d",)), "D": ("ذ", ("dh", "z", "th")), "r": ("ر", ("r",)), "z": ("ز", ("z",)),
    "s": ("س", ("s", "s", "s", "ss")), "c": ("ش", ("sh", "sh", "ch")), "S": ("ص", ("s",)), "Z": ("ض", ("d", "d", "dh")),
    "T": ("ط", ("t",)), "G": ("غ", ("gh",)), "f": ("ف", ("f",)), "q": ("ق", ("q", "k")), "k": ("ك", ("k",)),
    "l": ("ل", ("l",)), "m": ("م", ("m",)), "n": ("ن", ("n",)), "h": ("ه", ("h",)), "3": ("ع", ("",)),
    "w": ("و", ("w", "w", "ou")), "y": ("ي", ("y", "y", "i")), "^": ("ث", ("th",)),
    "A": ("ا", ("a", "a", "aa")), "I": ("ي", ("i", "i", "ee", "e")), "U": ("و", ("ou", "u", "oo", "o")),
    "a": ("", ("a", "a", "e")), "i": ("", ("i", "e")), "u": ("", ("u", "o")), "@": ("ة", ("a", "a", "ah", "eh")),
    "E": ("ي", ("i", "y")), "'": ("أ", ("",)), ",": ("إ", ("",)), "Y": ("ى", ("a",)), "-": (" ", (" ",)),
}  # fmt: skip
"""Sound → Arabic letter (none for short vowels), and how Latin lists write it."""
MEN = [
    "muHamad",
    "'aHmad",
    "maHmUd",
    "3alE",
    "Hasan",
    "Husayn",
    "xAlid",
    "SAliH",
    "sa3Id",
    "sa3d",
    "3umar",
    "3u^mAn",
    "yUsuf",
    ",ibrAhIm",
    ",ismA3Il",
    "muSTafY",
    "yAsir",
    "samIr",
    "nabIl",
    "walId",
    "TAriq",
    "karIm",
    "jamAl",
    "kamAl",
    "HAmid",
    "zayd",
    "ziyAd",
    "rA'id",
    "fAdI",
    "hAnE",
    "mAjid",
    "bacAr",
    "bilAl",
    "3Amir",
    "'ayman",
    "nUr",
    "Habib",
    "jAbir",
    "mAhir",
    "munIr",
    "nizAr",
    "qAsim",
    "rA^id",
    "cAdI",
    "wA'il",
    "zakariyA",
    "TalAl",
    "fahd",
    "mAzin",
    "rAmE",
    "3IsY",
    "3adnAn",
]
WOMEN = [
    "fATima@",
    "xadIja@",
    "zaynab",
    "maryam",
    "3A'ica@",
    "salmY",
    "laylY",
    "nUra",
    "amal",
    "hanAn",
    "rIm",
    "sAra@",
    "hiba@",
    "du3A'",
    "'asmA'",
    "sanA'",
    "nAdya@",
    "ranA",
    "hudY",
    "samIra@",
    "wafA'",
    "jamIla@",
    "karIma@",
    "'amIna@",
    "raHma@",
    "safA'",
    "lamyA'",
    "cahd",
    "zahra@",
]
SERVANTS = ("abd-al-raHman", "abd-al-qAdir", "abd-al-karIm", "abd-al-lah")
_ROOTS = ["b", "t", "j", "H", "x", "d", "D", "r", "z", "s", "c", "S", "T", "G", "f", "q", "k", "l", "m", "n", "w"]
LATIN_ARTICLES = ("al-", "Al ", "el-", "al ", "")


@dataclass(frozen=True, slots=True)
class Victim:
    """Somebody of the invented country, by sounds."""

    given: str
    father: str
    grandfather: str
    family: str
    place: str
    sex: str
    age: int
    died: date
    identifier: str


@dataclass(frozen=True, slots=True)
class Habits:
    """How one list writes: its script, whom it hears of, and what it leaves out."""

    name: str
    latin: bool
    reach: float
    """Share of the dead it names."""
    fathers: float
    grandfathers: float
    dates: float
    """Shares of its rows that give these."""
    identifiers: float = 0.0
    twice: float = 0.0
    """Share of its people whom it names twice."""


LISTS = (
    Habits("hospitals", latin=False, reach=0.55, fathers=0.8, grandfathers=0.4, dates=0.9, identifiers=0.3, twice=0.04),
    Habits("monitors", latin=True, reach=0.5, fathers=0.45, grandfathers=0.05, dates=0.95),
    Habits("families", latin=False, reach=0.35, fathers=0.6, grandfathers=0.1, dates=0.7, twice=0.06),
    Habits("posts", latin=True, reach=0.3, fathers=0.2, grandfathers=0.0, dates=0.8, twice=0.03),
)


def invent_lists(people: int, seed: int) -> tuple[list[PersonRecord], dict[str, int]]:
    """Records of four lists in two scripts, and the true person (a number) of each record id."""
    random = Random(seed)  # noqa: S311  (a simulation)
    dead = list(_families(people, random))
    records: list[PersonRecord] = []
    truth: dict[str, int] = {}
    for habits in LISTS:
        for number in random.sample(range(len(dead)), round(habits.reach * len(dead))):
            for _ in range(2 if random.random() < habits.twice else 1):
                record = _record(dead, number, habits, random, len(records))
                records.append(record)
                truth[record.record_id] = number
    return records, truth


def _families(people: int, random: Random) -> Iterator[Victim]:
    places = [_root(random) + random.choice(("", "@", "In")) for _ in range(max(12, people // 60))]
    surnames = [_root(random) + random.choice(("E", "", "An", "E")) for _ in range(max(30, people // 12))]
    made = 0
    while made < people:
        place, family, grandfather = random.choice(places), random.choice(surnames), _given(random, "male")
        struck = date(2016, 1, 1) + timedelta(random.randrange(360))
        for _ in range(random.choice((1, 1, 2))):
            father = _given(random, "male")
            for _ in range(min(people - made, random.choice((1, 1, 1, 2, 3, 4)))):
                made += 1
                yield _victim((father, grandfather, family, place), struck, random, made)


def _victim(roots: tuple[str, str, str, str], struck: date, random: Random, number: int) -> Victim:
    father, grandfather, family, place = roots
    sex = random.choice(("male", "male", "female"))
    given = grandfather if sex == "male" and random.random() < 0.1 else _given(random, sex)
    died = struck if random.random() < 0.7 else struck + timedelta(random.randrange(1, 60))
    identifier = f"{random.randrange(10**9, 10**10)}"
    age = max(0, min(90, round(random.gauss(30, 19))))
    return Victim(given, father, grandfather, family, place, sex, age, died, f"{identifier}{number % 10}")


def _given(random: Random, sex: str) -> str:
    if sex == "male" and random.random() < 0.06:
        return random.choice(SERVANTS)
    names = MEN if sex == "male" else WOMEN
    return names[min(int(random.expovariate(1 / 9)), len(names) - 1)]


def _root(random: Random) -> str:
    one, two, three, four = (random.choice(_ROOTS) for _ in range(4))
    return random.choice((
        f"{one}a{two}{three}a{four}", f"{one}a{two}I{three}", f"{one}u{two}a{three}{four}", f"{one}A{two}i{three}",
        f"{one}a{two}A{three}i{four}", f"{one}i{two}{three}U{four}",
    ))  # fmt: skip


def spell(sounds: str, latin: bool, random: Random) -> str:
    """One spelling of a name: Arabic letters, or Latin ones as this writer hears it."""
    if not latin:
        letters = "".join(SOUNDS[s][0] for s in _arabic_start(sounds))
        return letters[0] + re.sub("أ$", "ء", letters[1:]).replace("أ", "ئ")
    return " ".join(
        "".join(random.choice(SOUNDS[s][1]) for s in word).capitalize()
        for word in sounds.split("-") if word not in ("al",)
    ) if "-" not in sounds else _servant(sounds, random)  # fmt: skip


def _arabic_start(sounds: str) -> str:
    if sounds.startswith("abd-al-"):
        rest = "lAh" if sounds.endswith("lah") else sounds[7:]
        return f"3bd-Al{rest}".replace("AllAh", "Allh")
    return f"'{sounds}" if sounds[0] == "a" else sounds


def _servant(sounds: str, random: Random) -> str:
    rest = sounds[7:]
    if rest == "lah":
        return random.choice(("Abdullah", "Abdallah", "Abd Allah", "Abdulla"))
    spelled = spell(rest, latin=True, random=random)
    return random.choice(("Abdul {}", "Abdel {}", "Abd al-{}", "Abdul{l}", "Abdel{l}")).format(
        spelled, l=spelled.lower()
    )


def _record(dead: list[Victim], number: int, habits: Habits, random: Random, row: int) -> PersonRecord:
    victim = dead[number]
    died = victim.died + timedelta(random.choice((-1, 1, 1, 2)) if random.random() < 0.08 else 0)
    identifier = victim.identifier if random.random() < habits.identifiers else None
    if identifier and random.random() < 0.01:
        identifier = random.choice(dead).identifier  # a number that belongs to another
    age = max(0, victim.age + (random.choice((-2, -1, 1, 1, 2)) if random.random() < 0.2 else 0))
    return PersonRecord(
        record_id=f"{habits.name}-{row:06d}",
        list_name=habits.name,
        file=f"{habits.name}.csv",
        row=row + 2,
        name=_name(victim, habits, random),
        script="latin" if habits.latin else "arabic",
        sex=victim.sex if random.random() < 0.9 else None,
        age=age if random.random() < 0.7 else None,
        place=spell(victim.place, habits.latin, random) if random.random() < 0.85 else None,
        died=Days.on(died) if random.random() < habits.dates else None,
        identifiers=(identifier,) if identifier else (),
    )


def _name(victim: Victim, habits: Habits, random: Random) -> str:
    def written(sounds: str) -> str:
        return _slip(spell(sounds, habits.latin, random), random)

    parts = [written(victim.given)]
    if random.random() < habits.fathers:
        parts.append(written(victim.father))
        if random.random() < habits.grandfathers:
            parts.append(written(victim.grandfather))
    if len(parts) == 1 or random.random() < 0.93:
        parts.append(_surname(written(victim.family), victim, habits, random))
    if random.random() < 0.03:
        return f"{parts[-1]}{', ' if habits.latin else ' '}{' '.join(parts[:-1])}"
    if random.random() < 0.04 and victim.age > 25:
        parent = (
            ("Abu " if victim.sex == "male" else "Umm ")
            if habits.latin
            else ("أبو " if victim.sex == "male" else "أم ")
        )
        parts.insert(0, parent + spell(random.choice(MEN), habits.latin, random))
    if len(parts) > 2 and random.random() < 0.1:
        parts.insert(1, "bin" if habits.latin else "بن")
    return " ".join(parts)


def _surname(spelled: str, victim: Victim, habits: Habits, random: Random) -> str:
    if not victim.family.endswith("E"):
        return spelled
    return random.choice(LATIN_ARTICLES) + spelled if habits.latin else f"ال{spelled}"


def _slip(written: str, random: Random) -> str:
    """A slip of the pen in some names: a letter dropped, doubled, or changed places with the next."""
    if random.random() > 0.05 or len(written) < 4:
        return written
    at = random.randrange(1, len(written) - 1)
    dropped = written[:at] + written[at + 1 :]
    swapped = written[:at] + written[at + 1] + written[at] + written[at + 2 :]
    return random.choice((dropped, swapped))


def pairwise_f1(people: Mapping[str, int], truth: Mapping[str, int]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of records that are held to be one person."""
    held, true, both = (_pairs(keys) for keys in (
        list(people.values()), [truth[r] for r in people], [(people[r], truth[r]) for r in people],
    ))  # fmt: skip
    return both / max(held, 1), both / max(true, 1), 2 * both / max(held + true, 1)


def _pairs(keys: Sequence[object]) -> int:
    sizes: dict[object, int] = {}
    for key in keys:
        sizes[key] = sizes.get(key, 0) + 1
    return sum(n * (n - 1) // 2 for n in sizes.values())

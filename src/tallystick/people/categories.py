"""What lists write for sex, age, cause and status, as categories of SDG indicator 16.1.2; the unknown is None."""

import re
from collections.abc import Mapping
from datetime import date

from tallystick.model.when import Days
from tallystick.people.headers import plain_header

SEX = {
    "female": ("female", "f", "woman", "girl", "women", "girls", "أنثى", "امرأة", "سيدة", "طفلة", "بنت", "نساء"),
    "male": ("male", "m", "man", "boy", "men", "boys", "ذكر", "رجل", "شاب", "صبي", "رجال"),
}
AGE_GROUP = {
    "child": ("child", "children", "minor", "infant", "baby", "boy", "girl", "طفل", "طفلة", "أطفال", "رضيع", "قاصر"),
    "adult": ("adult", "adults", "man", "woman", "elderly", "بالغ", "بالغة", "رجل", "امرأة", "سيدة", "مسن"),
}
STATUS = {
    "civilian": ("civilian", "civilians", "مدني", "مدنية"),
    "other_protected": ("medic", "paramedic", "medical personnel", "hors de combat", "other protected person", "مسعف"),
    "armed_forces": ("military", "soldier", "fighter", "combatant", "member of armed forces", "عسكري", "مقاتل", "جندي"),
    "direct_participant": ("direct participant", "person directly participating in hostilities"),
}
CAUSE = {
    "heavy_weapons": ("heavy weapons and explosive munitions", "shelling", "bombing", "bombardment", "airstrike",
                      "air strike", "airstrikes", "artillery", "barrel bomb", "rocket", "missile", "cluster munition",
                      "قصف", "غارة", "غارة جوية", "قصف جوي", "قصف مدفعي", "برميل متفجر", "صاروخ"),
    "planted_explosives": ("planted explosives", "mine", "landmine", "ied", "uxo", "car bomb", "unexploded ordnance",
                           "لغم", "ألغام", "عبوة ناسفة", "سيارة مفخخة"),
    "small_arms": ("small arms and light weapons", "gunshot", "gunshots", "shooting", "gunfire", "sniper", "طلق ناري",
                   "إطلاق نار", "رصاص", "قناص", "قنص"),
    "incendiary": ("incendiary", "incendiary weapons", "napalm", "phosphorus", "فوسفور", "نابالم"),
    "cbrn": ("chemical", "chemical weapons", "toxic gas", "gas", "كيماوي", "غازات سامة", "أسلحة كيميائية"),
    "less_lethal": ("less lethal weapons", "tear gas", "غاز مسيل للدموع"),
    "denial_of_survival": ("siege", "starvation", "lack of medicine", "hunger", "حصار", "جوع", "نقص الدواء"),
    "conflict_accident": ("accident related to conflict",),
    "other_means": ("torture", "stabbing", "drowning", "تعذيب", "تحت التعذيب", "طعن", "غرق"),
}  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_SPOKEN = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_AGE = re.compile(r"(\d{1,3})\s*(years?|yrs?|y|yo|سنه|سنوات|عاما|عام)?")
_MONTHS_OLD = re.compile(r"\d{1,2}\s*(months?|days?|weeks?|اشهر|شهر|شهور|ايام|يوم)")
OLDEST = 120


def read_code(words: Mapping[str, tuple[str, ...]], text: str) -> str | None:
    """The code of a vocabulary that a cell stands for; None when the words are not known."""
    wanted = plain_header(text)
    return next(
        (code for code, phrases in words.items() if wanted in {plain_header(p) for p in (code, *phrases)}), None
    )


def read_age(text: str) -> int | None:
    """Whole years; months and days are 0 years. A range or a guess is not a number."""
    plain = plain_header(text)
    if _MONTHS_OLD.fullmatch(plain):
        return 0
    match = _AGE.fullmatch(plain)
    return int(match[1]) if match and int(match[1]) <= OLDEST else None


def read_days(text: str, *, day_first: bool | None) -> Days | None:
    """The day or month a cell gives; None where 03/04/2016 could be either and the list does not tell."""
    text = text.strip()
    try:
        if match := _ISO.fullmatch(text):
            return Days.on(date(*(int(g) for g in match.groups())))
        if match := _MONTH.fullmatch(text):
            return _month(int(match[1]), int(match[2]))
        if match := _SPOKEN.fullmatch(text):
            first, second, year = (int(g) for g in match.groups())
            return _spoken(first, second, year, day_first)
    except ValueError:
        return None
    return None


def days_come_first(texts: list[str]) -> bool | None:
    """Whether the dates of a column are day before month: told by a number above 12; None when none is, or both are."""
    pairs = [(int(m[1]), int(m[2])) for t in texts if (m := _SPOKEN.fullmatch(t.strip()))]
    first, second = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    return first if first != second else None


def _spoken(first: int, second: int, year: int, day_first: bool | None) -> Days | None:
    if first == second:
        return Days.on(date(year, second, first))
    if day_first is None and first <= 12 and second <= 12:
        return None
    is_day_first = first > 12 or (second <= 12 and bool(day_first))
    return Days.on(date(year, second, first) if is_day_first else date(year, first, second))


def _month(year: int, month: int) -> Days:
    after = date(year + month // 12, month % 12 + 1, 1)
    return Days(date(year, month, 1), date.fromordinal(after.toordinal() - 1))

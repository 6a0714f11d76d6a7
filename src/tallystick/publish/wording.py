"""How days, numbers, places and lists are put into English words, the same everywhere that people read them."""

from collections.abc import Sequence
from datetime import date

from tallystick.model.place import Place
from tallystick.model.when import Days
from tallystick.vocabulary import label

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fa": "Persian", "fr": "French", "he": "Hebrew", "hr": "Croatian", "hu": "Hungarian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "ku": "Kurdish", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip

_AREAS = frozenset({"subdistrict", "district", "province"})
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


def day_in_words(day: date) -> str:
    """A day as `30 September 2015`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in_words(days: Days | None, *, short: bool = False) -> str:
    """An interval of days without saying twice what both ends share; `short` cuts months to three letters."""
    if days is None:
        return "day not known"
    start, end = days.start, days.end
    name = {day: MONTHS[day.month - 1][: 3 if short else None] for day in (start, end)}
    last = f"{end.day} {name[end]} {end.year}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    year = "" if start.year == end.year else f" {start.year}"
    return f"{start.day} {name[start]}{year} – {last}"


def range_in_words(low: int | None, high: int | None) -> str:
    """A range whose open ends stay open: `3–5`, `3`, `3 or more`, `up to 5`, `not known`."""
    if low is None and high is None:
        return "not known"
    if high is None:
        return f"{low} or more"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low}–{high}"


def place_in_words(place: Place | None) -> str:
    """The place and the widest area that contains it."""
    if place is None:
        return "Place not known"
    outside = [area for area in place.admin[:1] if area != place.name]
    return ", ".join([place_name(place), *outside])


def place_name(place: Place) -> str:
    """The name alone; a whole area says that it is one, for it may share its name with a town."""
    return f"{place.name} {label('place_precision', place.precision)}" if place.precision in _AREAS else place.name


def radius_in_words(radius_m: int) -> str:
    """A radius as `300 m`, `1.5 km` or `25 km`."""
    if radius_m < 1000:
        return f"{radius_m} m"
    return f"{radius_m / 1000:.1f}".removesuffix(".0") + " km"


def language_in_words(code: str | None) -> str:
    """The English name of a language; its code where we have no name."""
    return "language not told" if code is None else LANGUAGES.get(code, code)


def direction(code: str | None) -> str:
    """The `dir` of a text in that language; left to the browser when the language is unknown."""
    if code is None:
        return "auto"
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """`1 report`, `4 reports`."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))

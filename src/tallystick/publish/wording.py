"""How days, numbers, places and lists are put into English words, the same everywhere that people read them."""

from collections.abc import Sequence
from datetime import date

from tallystick.model.place import Place
from tallystick.model.when import Days

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

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


def day_in_words(day: date) -> str:
    """A day as `30 September 2015`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in_words(days: Days | None) -> str:
    """An interval of days, as short as it can be said without losing the year."""
    if days is None:
        return "day not known"
    start, end = days.start, days.end
    if start == end:
        return day_in_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_in_words(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {day_in_words(end)}"
    return f"{day_in_words(start)} – {day_in_words(end)}"


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
    return ", ".join([place.name, *outside])


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

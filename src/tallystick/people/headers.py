"""Which column of a list of victims holds what, in English or Arabic."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields

from tallystick.model.errors import ExpectedError

HEADERS: dict[str, tuple[str, ...]] = {
    "name": ("name", "full name", "victim name", "name of victim", "victim", "name en", "name ar", "الاسم", "اسم",
             "الاسم الكامل", "اسم الضحيه", "اسم الشهيد", "الاسم الثلاثي", "الاسم الرباعي"),
    "given": ("given name", "first name", "forename", "الاسم الاول"),
    "father": ("father name", "fathers name", "father", "middle name", "اسم الاب", "الاب"),
    "grandfather": ("grandfather name", "grandfathers name", "grandfather", "اسم الجد", "الجد"),
    "family": ("family name", "surname", "last name", "family", "الكنيه", "العائله", "اسم العائله", "الشهره", "النسبه"),
    "sex": ("sex", "gender", "الجنس", "النوع"),
    "age": ("age", "age years", "العمر", "السن"),
    "age_group": ("age group", "adult child", "minor", "الفئه العمريه"),
    "place": ("place of death", "place", "location", "place of killing", "city", "town", "village", "مكان الوفاه",
              "مكان الاستشهاد", "مكان القتل", "المكان", "الموقع", "البلده", "المدينه", "القريه"),
    "died": ("date of death", "date died", "death date", "date of killing", "date", "تاريخ الوفاه", "تاريخ الاستشهاد",
             "تاريخ القتل", "التاريخ", "تاريخ"),
    "identifier": ("id number", "national id", "identity number", "identifier", "id no", "document number",
                   "الرقم الوطني", "رقم الهويه", "رقم القيد"),
    "cause": ("cause of death", "cause", "type of death", "weapon", "سبب الوفاه", "سبب القتل", "سبب الاستشهاد"),
    "status": ("civilian status", "status", "civilian or combatant", "الصفه", "مدني عسكري", "الحاله"),
    "list_name": ("list", "source list", "list name", "القائمه", "المصدر"),
}  # fmt: skip
"""Header names as lists write them, best first; compared without case, hamza, marks or punctuation."""
_FOLD = str.maketrans("أإآىة", "ااايه", "ـ")


class VictimListError(ExpectedError):
    """A file is no list of victims that can be read; the text says what to put right."""


@dataclass(frozen=True, slots=True)
class VictimColumns:
    """The list's own column name for each part; None is looked for by its usual names."""

    name: str | None = None
    given: str | None = None
    father: str | None = None
    grandfather: str | None = None
    family: str | None = None
    sex: str | None = None
    age: str | None = None
    age_group: str | None = None
    place: str | None = None
    died: str | None = None
    identifier: str | None = None
    cause: str | None = None
    status: str | None = None
    list_name: str | None = None

    @classmethod
    def parse(cls, pairs: Sequence[str]) -> "VictimColumns":
        """The mapping that `--map name=Victim --map died=Day` asks for.

        Raises:
            VictimListError: a pair names no part of a record.
        """
        parts = {name.strip(): column.strip() for name, _, column in (pair.partition("=") for pair in pairs)}
        known = [f.name for f in fields(cls)]
        if wrong := sorted(name for name, column in parts.items() if name not in known or not column):
            raise VictimListError(
                f"Cannot map {', '.join(wrong)}: write PART=COLUMN with PART one of {', '.join(known)}."
            )
        return cls(**parts)

    def locate(self, header: Sequence[str]) -> dict[str, int]:
        """Part of a record → index of its column.

        Raises:
            VictimListError: a named column is not there, or no column looks like a name.
        """
        found = {part: index for part in HEADERS if (index := self._index(part, header)) is not None}
        if "name" not in found and "given" not in found:
            shown = ", ".join(repr(h[:60]) for h in header[:40] if h) or "none"
            raise VictimListError(f"No column looks like a name. Columns found: {shown}. Say which with name=COLUMN.")
        return found

    def _index(self, part: str, header: Sequence[str]) -> int | None:
        wanted: str | None = getattr(self, part)
        names = [plain_header(h) for h in header]
        for name in (wanted,) if wanted else HEADERS[part]:
            if plain_header(name) in names:
                return names.index(plain_header(name))
        if wanted:
            raise VictimListError(f"There is no column “{wanted}”.")
        return None


def plain_header(text: str) -> str:
    """A header or category without case, hamza, marks and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLD)).casefold().replace("'", "").replace("’", "")
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.split())

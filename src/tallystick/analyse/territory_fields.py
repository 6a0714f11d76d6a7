"""Which field of a map, or which fixed value, says who holds a feature and from when until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tallystick.analyse.territory_formats import Feature
from tallystick.model.territory import Validity

_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y")


class FieldError(ValueError):
    """What is wrong with a field, as the end of a sentence that names the feature."""


@dataclass(frozen=True, slots=True)
class LayerFields:
    """How to read a map: who made it, and which field, or which fixed value, says what."""

    maker: str
    valid_from: str
    """A day (2015-10-01), or the field that holds it."""
    valid_to: str | None = None
    """The first day on which it no longer holds, or the field; None: it is a picture of one day."""
    party_field: str | None = None
    party: str | None = None
    """The party of all areas, when no field says it."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What the map's own words for parties mean, as codes of the vocabulary `actor` or `contested`."""
    whole: bool = False
    """The map shows all ground of its parties: what it does not colour is none of theirs."""
    mend: bool = False
    """Repair borders that cross themselves instead of refusing them."""


def party_of(feature: Feature, fields: LayerFields) -> str:
    """The party of a feature as a code, or as the map writes it; FieldError when it names none."""
    if fields.party_field is None:
        found = fields.party or ""
    elif fields.party_field in feature.fields:
        found = str(feature.fields[fields.party_field] or "").strip()
    else:
        raise FieldError(
            f"it has no field {fields.party_field!r}; its fields are {', '.join(feature.fields) or 'none'}"
        )
    if not found:
        raise FieldError("it names no party; leave it out, or give it one (contested where nobody holds it)")
    return fields.labels.get(found, found)


def read_validity(feature: Feature, fields: LayerFields) -> Validity:
    """The days of a feature; FieldError says what cannot be read."""
    start = _day(feature.fields, fields.valid_from)
    end = _day(feature.fields, fields.valid_to) if fields.valid_to else start + timedelta(1)
    if end <= start:
        raise FieldError(
            f"it stops being valid ({end}) before or when it starts ({start}); "
            "valid-to is the first day on which the map no longer holds"
        )
    return Validity(start, end)


def as_day(value: object) -> date | None:
    """A date, a date-time or a text of one of the four forms as a day; None when it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip() if isinstance(value, str | int) else ""
    if len(text) > 10 and text[10] in "T ":
        text = text[:10]
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _day(fields: Mapping[str, object], said: str) -> date:
    fixed = as_day(said)
    if fixed is not None:
        return fixed
    if said not in fields:
        raise FieldError(
            f"{said!r} is neither a day (as 2015-10-01) nor one of its fields ({', '.join(fields) or 'none'})"
        )
    value = fields[said]
    found = as_day(value)
    if found is None:
        raise FieldError(f"its {said} is {value!r:.40}, which is no day; write it as 2015-10-01")
    if not 1900 <= found.year < 2100:
        raise FieldError(f"its {said} is {found}, which cannot be right")
    return found

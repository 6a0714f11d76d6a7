"""The head of the page: what it covers, what it rests on, and one line per incident."""

from collections import Counter
from dataclasses import dataclass

from tallystick.model.incident import Incident
from tallystick.model.when import Days
from tallystick.publish.anchors import anchor_of
from tallystick.publish.casebook import Casebook
from tallystick.publish.charts.incident_map import MapIncident
from tallystick.publish.charts.timeline import TimedIncident
from tallystick.publish.figures import RangeFigure, range_figure
from tallystick.publish.parties import responsible
from tallystick.publish.ranges import headline_range
from tallystick.publish.wording import (
    counted,
    days_in_words,
    language_in_words,
    place_in_words,
    place_name,
    range_in_words,
)
from tallystick.vocabulary import label

CHECKPOINT = ("checkpoint", "inputs")
"""What a manifest calls the state of the vault that a run was derived from."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One incident in the key table."""

    anchor: str
    place: str
    place_local: str | None
    when: str
    when_short: str
    killed: RangeFigure
    injured: RangeFigure
    responsible: str
    strike_status: str
    grade_code: str | None
    grade: str
    origins: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the run covers, in words and counts."""

    covers: str
    incidents: int
    reports: int
    read: int
    unread: tuple[tuple[str, int], ...]
    """(language, number of reports) of reports that were kept and not read."""
    claims: int
    checkpoint: str | None
    run_id: str
    manifest: tuple[tuple[str, str], ...]


def overview_of(book: Casebook) -> Overview:
    """The counts of a run, and the days and areas that it covers."""
    run = book.run
    unread = [r.report_id for r in run.reports if (reading := book.readings.get(r.report_id)) is None or reading.unread]
    languages = Counter(language_in_words(book.language_of(r)) for r in unread)
    return Overview(
        covers=_covers(book),
        incidents=len(run.incidents),
        reports=len(run.reports),
        read=len(run.reports) - len(unread),
        unread=tuple(sorted(languages.items(), key=lambda pair: (-pair[1], pair[0]))),
        claims=len(run.claims),
        checkpoint=next((value for name, value in run.manifest if name in CHECKPOINT), None),
        run_id=run.run_id,
        manifest=run.manifest,
    )


def key_rows(book: Casebook) -> tuple[KeyRow, ...]:
    """One row per incident, by day."""
    return tuple(_key_row(book, incident) for incident in book.incidents)


def map_incidents(book: Casebook) -> tuple[MapIncident, ...]:
    """The incidents that have a place, for the map."""
    return tuple(
        MapIncident(anchor_of(i.incident_id), i.place, _low(book, i), _in_words(book, i))
        for i in book.incidents
        if i.place
    )


def timed_incidents(book: Casebook) -> tuple[TimedIncident, ...]:
    """All incidents by day, for the timeline."""
    return tuple(_timed(book, incident) for incident in book.incidents)


def _timed(book: Casebook, incident: Incident) -> TimedIncident:
    toll = headline_range(book.assessments[incident.incident_id], "killed")
    low, high = (toll.min, toll.max) if toll else (None, None)
    place = place_name(incident.place) if incident.place else place_in_words(None)
    return TimedIncident(anchor_of(incident.incident_id), place, incident.days, low, high)


def _low(book: Casebook, incident: Incident) -> int | None:
    toll = headline_range(book.assessments[incident.incident_id], "killed")
    return None if toll is None else toll.min


def _in_words(book: Casebook, incident: Incident) -> str:
    toll = headline_range(book.assessments[incident.incident_id], "killed")
    killed = range_in_words(toll.min, toll.max) if toll else range_in_words(None, None)
    return f"{place_in_words(incident.place)}, {days_in_words(incident.days)}: killed {killed}"


def _key_row(book: Casebook, incident: Incident) -> KeyRow:
    assessment = book.assessments[incident.incident_id]
    grade = assessment.grade
    return KeyRow(
        anchor=anchor_of(incident.incident_id),
        place=place_in_words(incident.place),
        place_local=incident.place.name_local if incident.place else None,
        when=days_in_words(incident.days),
        when_short=days_in_words(incident.days, short=True),
        killed=range_figure(book, incident, headline_range(assessment, "killed")),
        injured=range_figure(book, incident, headline_range(assessment, "injured")),
        responsible=responsible(assessment),
        strike_status=label("strike_status", assessment.strike_status),
        grade_code=grade,
        grade=label("grade", grade) if grade else "not graded",
        origins=len(incident.origins),
    )


def _covers(book: Casebook) -> str:
    days = [i.days for i in book.incidents if i.days]
    areas = sorted({i.place.admin[0] for i in book.incidents if i.place and i.place.admin})
    when = days_in_words(Days(min(d.start for d in days), max(d.end for d in days))) if days else "days not known"
    where = areas if len(areas) <= 5 else [*areas[:4], counted(len(areas) - 4, "other area")]
    return "; ".join(filter(None, [when, ", ".join(where)]))

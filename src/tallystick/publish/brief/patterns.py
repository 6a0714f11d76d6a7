"""The section of a brief on when: months, times of day, attacks on medical care, and one place struck again."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from tallystick.model.finding import RepeatStrike, SummedToll, Tally
from tallystick.publish.anchors import anchor_of
from tallystick.publish.brief.counts import UNKNOWN
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.sections import Section
from tallystick.publish.brief.sums import count_of, incident_figure, sum_sentence
from tallystick.publish.figures import Figure, Sentence
from tallystick.publish.wording import MONTHS, counted, listed
from tallystick.vocabulary import label

MOST_MONTHS = 6
"""Months told one by one; of more, the years are."""
MOST_REPEATS = 4


def patterns_section(material: Material) -> Section:
    """Months, times of day, repeat strikes, attacks on medical care."""
    lines = [_series("", material, _by_time(material.patterns.by_month), _month), *_times(material), _medical(material)]
    return Section("patterns", "When, and again", tuple(lines + _repeats(material)))


def _series(lead: str, material: Material, tallies: Sequence[Tally], name: Callable[[str], str]) -> Sentence:
    pieces: list[Figure | str] = [lead]
    for at, tally in enumerate(tallies):
        toll = tally.toll("killed", "civilians")
        ids = tally.incident_ids
        pieces += ["; " if at else "", f"{name(tally.by[0][1])}: "]
        pieces += [incident_figure(material.book, ids, counted(len(ids), "incident")), ", "]
        pieces += [*sum_sentence(material.book, toll), " killed"] if toll.told else ["killed not told"]
    return (*pieces, ".")


def _month(code: str) -> str:
    year, _, month = code.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else "month not told" if code == UNKNOWN else year


def _by_time(months: Sequence[Tally]) -> Sequence[Tally]:
    """A series by month, put together by year when it is long."""
    if len(months) <= MOST_MONTHS:
        return months
    years: dict[str, list[Tally]] = defaultdict(list)
    for tally in months:
        years[tally.by[0][1].partition("-")[0]].append(tally)
    return [_together(year, years[year]) for year in sorted(years)]


def _together(year: str, months: Sequence[Tally]) -> Tally:
    ids = tuple(sorted(i for m in months for i in m.incident_ids))
    return Tally((("year", year),), ids, tuple(_added(tolls) for tolls in zip(*(m.tolls for m in months), strict=True)))


def _added(tolls: Sequence[SummedToll]) -> SummedToll:
    first = tolls[0]
    return SummedToll(
        outcome=first.outcome,
        group=first.group,
        min=sum(t.min for t in tolls),
        max=sum(t.max for t in tolls),
        told=sum(t.told for t in tolls),
        open_ended=sum(t.open_ended for t in tolls),
        untold=sum(t.untold for t in tolls),
        from_incidents=tuple(sorted(i for t in tolls for i in t.from_incidents)),
    )


def _times(material: Material) -> list[Sentence]:
    told = [t for t in material.patterns.by_time if t.by[0][1] != UNKNOWN]
    if not told:
        return [("Time of day: no report of these incidents tells it.",)]
    known = dict.fromkeys(i for t in told for i in t.incident_ids)
    pieces: list[Figure | str] = ["Time of day, told for ", incident_figure(material.book, tuple(known))]
    pieces += [" of ", incident_figure(material.book, material.incident_ids), ": "]
    for at, tally in enumerate(told):
        pieces += [", " if at else "", f"{label('circumstance', tally.by[0][1])} ", count_of(material.book, tally)]
    return [(*pieces, ".")]


def _medical(material: Material) -> Sentence:
    if not material.patterns.medical:
        return ("Medical care: no incident here is said to have hit any.",)
    return _series(
        "Medical facilities, ambulances or rescuers hit. ", material, _by_time(material.patterns.medical), _month
    )


def _repeats(material: Material) -> list[Sentence]:
    """A line per second strike that is told, up to a few; one line for incidents at one place within the window."""
    told = [r for r in material.patterns.repeats if r.kind == "said"]
    lines = [
        _second_strike(r) for r in sorted(told, key=lambda r: (r.minutes is None, -len(r.claim_ids)))[:MOST_REPEATS]
    ]
    if len(told) > MOST_REPEATS:
        ids = tuple(dict.fromkeys(i for r in told for i in r.incident_ids))
        figure = incident_figure(material.book, ids, counted(len(ids), "incident"))
        lines.append(("Second strikes are told of ", figure, " in all."))
    if near := [r for r in material.patterns.repeats if r.kind != "said"]:
        lines.append(_near(material, near))
    return lines


def _second_strike(repeat: RepeatStrike) -> Sentence:
    anchor = anchor_of(repeat.claim_ids[0])
    minutes: Sentence = ()
    if repeat.minutes is not None:
        number = Figure(str(repeat.minutes.min), repeat.claim_ids, anchor, "the second strike")
        minutes = (", ", number, " minutes after the first")
    by = Figure(counted(len(repeat.claim_ids), "account"), repeat.claim_ids, anchor, "as told")
    return (f"Second strike, {repeat.place or 'place not known'}", *minutes, ": told in ", by, ".")


def _near(material: Material, repeats: Sequence[RepeatStrike]) -> Sentence:
    ids = tuple(dict.fromkeys(i for r in repeats for i in r.incident_ids))
    places = list(dict.fromkeys(r.place or "" for r in repeats))
    where = f" at {listed(places)}" if len(places) <= MOST_REPEATS else ""
    figure = incident_figure(material.book, ids, counted(len(ids), "incident"))
    return ("Within a week at one place: ", figure, f"{where}; two attacks, or one told as two.")

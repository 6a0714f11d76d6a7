"""The incidents of a brief, one line each: those with most deaths, in the order of their days."""

from tallystick.model.incident import Incident
from tallystick.publish.anchors import reports_anchor
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.sections import Section, Table
from tallystick.publish.brief.sums import incident_figure
from tallystick.publish.figures import Figure, Sentence, range_figure
from tallystick.publish.parties import responsible
from tallystick.publish.ranges import headline_range
from tallystick.publish.wording import counted, days_in_words, place_in_words
from tallystick.vocabulary import label

MOST = 13


def incidents_section(material: Material) -> Section:
    """A row per incident; where there are more than fit, those with the highest minimum of deaths."""
    book = material.book
    by_deaths = sorted(book.incidents, key=lambda i: -_least(material, i))
    chosen = {i.incident_id for i in by_deaths[:MOST]}
    rows = tuple(_row(material, i) for i in book.incidents if i.incident_id in chosen)
    left = tuple(i.incident_id for i in by_deaths[MOST:])
    after: tuple[Sentence, ...] = ()
    if left:
        figure = incident_figure(book, left, counted(len(left), "more incident"))
        after = (("Not listed: ", figure, " with fewer deaths or none told; the full report holds them."),)
    header = ("Day", "Place", "Killed", "Hit", "Named as responsible", "Grade", "Origins")
    return Section("incidents", "The incidents", table=Table(header, rows), after=after)


def _least(material: Material, incident: Incident) -> int:
    toll = headline_range(material.book.assessments[incident.incident_id], "killed")
    return (toll.min if toll else None) or 0


def _row(material: Material, incident: Incident) -> tuple[Sentence, ...]:
    book = material.book
    assessment = book.assessments[incident.incident_id]
    origins = Figure(
        str(len(incident.origins)), incident.claim_ids, reports_anchor(incident.incident_id), "independent origins"
    )
    return (
        (days_in_words(incident.days, short=True),),
        (place_in_words(incident.place),),
        range_figure(book, incident, headline_range(assessment, "killed")).pieces,
        (", ".join(label("target", t) for t in assessment.targets) or "not told",),
        (responsible(assessment),),
        (label("grade", assessment.grade) if assessment.grade else "not graded",),
        (origins,),
    )

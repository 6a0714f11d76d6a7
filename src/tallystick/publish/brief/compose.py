"""What a brief says, in the order it says it."""

from datetime import date

from tallystick.model.finding import Selection, Tally
from tallystick.model.when import Days
from tallystick.publish.brief.control import control_section
from tallystick.publish.brief.counts import objects_section, parties_section, totals_section
from tallystick.publish.brief.incidents import incidents_section
from tallystick.publish.brief.limits import limits_section, questions_section
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.munitions import munitions_section
from tallystick.publish.brief.patterns import patterns_section
from tallystick.publish.brief.positions import positions_section
from tallystick.publish.brief.sections import Brief, Headline, Section
from tallystick.publish.brief.sums import incident_figure, scope_sentence, sum_sentence
from tallystick.publish.figures import Figure, Sentence
from tallystick.publish.wording import counted, day_in_words, days_in_words
from tallystick.vocabulary import label

HEADLINES = (
    ("killed", "civilians", "civilians killed"),
    ("killed", "children", "children among them"),
    ("killed", "women", "women among them"),
    ("injured", "civilians", "civilians injured"),
)


def compose_brief(material: Material, title: str, everything: Tally) -> Brief:
    """The brief on a selection; `everything` is the tally of all its incidents."""
    killed = everything.toll("killed", "civilians")
    return Brief(
        title=title,
        about=about_words(material.selection),
        scope=_scope(material),
        headlines=(_incidents(material), *(_headline(material, everything, *h) for h in HEADLINES)),
        sections=(
            *finding_sections(material, everything),
            limits_section(material, killed),
            incidents_section(material),
        ),
    )


def about_words(selection: Selection) -> str:
    """What was asked for, in words."""
    party = f"named as responsible: {label('actor', selection.party)}" if selection.party else ""
    return "; ".join(filter(None, [_period(selection.days), party]))


def finding_sections(material: Material, everything: Tally) -> tuple[Section, ...]:
    """The findings as sections, which the brief and the full report show alike."""
    return (
        totals_section(material, everything.toll("killed", "civilians")),
        objects_section(material),
        munitions_section(material),
        parties_section(material),
        positions_section(material),
        control_section(material),
        patterns_section(material),
        questions_section(material),
    )


def _period(days: Days | None) -> str:
    if days is None:
        return "All days"
    if days.start == date.min:
        return f"Until {day_in_words(days.end)}"
    return f"Since {day_in_words(days.start)}" if days.end == date.max else days_in_words(days)


def _scope(material: Material) -> Sentence:
    book = material.book
    reports = {r for i in book.incidents for r in i.report_ids}
    claims = incident_figure(book, material.incident_ids).claim_ids
    figure = Figure(counted(len(reports), "report"), claims, "incidents", "the reports of these incidents")
    return (
        "From ",
        figure,
        " that speak of these incidents. A range runs from the lowest to the highest credible figure; sums add minima "
        "to minima and maxima to maxima, and say where no upper end is known. Nothing here is a finding of law.",
    )


def _incidents(material: Material) -> Headline:
    return Headline("incidents", (incident_figure(material.book, material.incident_ids),))


def _headline(material: Material, everything: Tally, outcome: str, group: str, words: str) -> Headline:
    toll = next(t for t in everything.tolls if (t.outcome, t.group) == (outcome, group))
    figure = sum_sentence(material.book, toll) if toll.told else ("not told",)
    beside = scope_sentence(material.book, toll, material.incident_ids) if toll.told else ()
    return Headline(words, figure, beside)

"""The sections of a brief that count: what was hit, who is named, and the totals of others beside the sum."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tallystick.model.claim import Claim
from tallystick.model.finding import CampaignTotal, SummedToll, Tally
from tallystick.publish.anchors import passage_anchor
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.sections import Section, Table
from tallystick.publish.brief.sums import count_of, scope_sentence, sum_sentence
from tallystick.publish.figures import Figure, Sentence
from tallystick.publish.wording import counted, days_in_words, listed, range_in_words
from tallystick.vocabulary import label

MOST_ROWS = 11
MOST_TOTALS = 5
UNKNOWN = "unknown"
WHOLE_GROUPS = ("civilians", "people")
"""Groups whose campaign totals stand beside the sum; totals of children or women are parts of these."""


def objects_section(material: Material) -> Section:
    """What was hit, with the deaths of civilians, children and women."""
    rows = [t for t in material.objects if [name for name, _ in t.by] == ["object"]]
    last = {"military": 1, UNKNOWN: 2}
    ordered = sorted(rows, key=lambda t: (last.get(dict(t.by)["object"], 0), -len(t.incident_ids), t.by))
    shown = [*ordered[: MOST_ROWS - 2], *(t for t in ordered[MOST_ROWS - 2 :] if dict(t.by)["object"] in last)]
    table = Table(
        ("Hit, as reported", "Incidents", "Civilians killed", "Children", "Women"),
        tuple(_object_row(material, t) for t in shown),
    )
    after = "An incident counts under every object named. “Military” is what a report or the party itself calls it."
    return Section("objects", "What was hit", table=table, after=((after,),))


def parties_section(material: Material) -> Section:
    """Who is named as responsible; parties that the evidence cannot tell apart are one row."""
    rows = material.patterns.by_party
    ordered = sorted(rows, key=lambda t: (dict(t.by)["party"] == UNKNOWN, -len(t.incident_ids), t.by))
    cells = tuple(
        ((party_words(dict(t.by)["party"]),), (count_of(material.book, t),), _sum(material, t, "killed", "civilians"))
        for t in ordered[:MOST_ROWS]
    )
    after = "An incident counts under every party named for it, alone or with others; a denial takes nothing away."
    return Section(
        "parties", "Who is named", table=Table(("Named", "Incidents", "Civilians killed"), cells), after=((after,),)
    )


def totals_section(material: Material, toll: SummedToll) -> Section:
    """The totals that others state for a campaign, beside the sum of the incidents here."""
    rows = _totals(material)
    beside: Sentence = (
        "The incidents here add up to ",
        *sum_sentence(material.book, toll),
        " civilians killed (",
        *scope_sentence(material.book, toll, material.incident_ids),
        "). The reports do not name every attack that a total adds up: neither number contains the other.",
    )
    if not rows:
        return Section("totals", "Totals that others state", (("No report states a total for these days.",), beside))
    table = Table(("Said by", "Killed", "In how many attacks", "Days it names"), tuple(rows[:MOST_TOTALS]))
    return Section("totals", "Totals that others state, beside the sum of the incidents here", (), table, (beside,))


def party_words(code: str) -> str:
    """A party, or several that cannot be told apart."""
    if code == UNKNOWN:
        return "nobody named"
    parties = [label("actor", actor) for actor in code.split("|")]
    return " or ".join(parties) + (" (not told which)" if len(parties) > 1 else "")


def _object_row(material: Material, tally: Tally) -> tuple[Sentence, ...]:
    code = dict(tally.by)["object"]
    name = "not told" if code == UNKNOWN else label("target", code)
    groups = ("civilians", "children", "women")
    sums = (_sum(material, tally, "killed", group) for group in groups)
    return ((name,), (count_of(material.book, tally),), *sums)


def _sum(material: Material, tally: Tally, outcome: str, group: str) -> Sentence:
    toll = next(t for t in tally.tolls if (t.outcome, t.group) == (outcome, group))
    return sum_sentence(material.book, toll)


def _totals(material: Material) -> list[tuple[Sentence, ...]]:
    """One row per total, attacks and group, with all who say it; those that say how many attacks first."""
    rows: dict[tuple[object, ...], list[CampaignTotal]] = defaultdict(list)
    claims = material.book.claims
    for total in material.campaigns:
        stated = claims[total.claim_id].casualties[0]
        if stated.outcome == "killed" and stated.group in WHOLE_GROUPS:
            rows[(total.attacks is None, -stated.toll.min, stated.group, str(total.attacks))].append(total)
    return [_total_row(material, totals) for _, totals in sorted(rows.items(), key=lambda r: r[0])]


def _total_row(material: Material, totals: Sequence[CampaignTotal]) -> tuple[Sentence, ...]:
    book, first = material.book, totals[0]
    claim_ids = tuple(t.claim_id for t in totals)
    claim: Claim = book.claims[first.claim_id]
    stated = claim.casualties[0]
    anchor = passage_anchor(claim.claim_id, stated.span)
    killed = Figure(range_in_words(stated.toll.min, stated.toll.max), claim_ids, anchor, "a total over several attacks")
    attacks: Sentence = ("not told",)
    if first.attacks is not None:
        words = range_in_words(first.attacks.min, first.attacks.max)
        attacks = (Figure(words, claim_ids, anchor, "how many attacks the total adds up"),)
    days = next((t.days for t in totals if t.days), None)
    said = _names(book.publisher_of(book.claims[c].report_id) for c in claim_ids)
    return (said,), (killed, f" {label('casualty_group', stated.group)}"), attacks, (_days(days),)


def _days(days: object) -> str:
    from tallystick.model.when import Days

    return days_in_words(days, short=True) if isinstance(days, Days) else "not told"


def _names(publishers: Iterable[str]) -> str:
    names = list(dict.fromkeys(publishers))
    return listed(names[:2]) if len(names) <= 2 else f"{names[0]} and {counted(len(names) - 1, 'other')}"

"""All development reports, read and located as a project would read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallystick.evaluate.gold import GoldAttack, read_gold, read_published, read_reports
from tallystick.extract import PlaceNames, periods_of, read_claims
from tallystick.locate import Gazetteer, load_gazetteer, locate_claims
from tallystick.model.claim import Claim
from tallystick.model.reading import Reading
from tallystick.model.report import Report

SETS = ("syria", "news")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Reports with the claims found in them and the days they were published on."""

    reports: Mapping[str, Report]
    claims: tuple[Claim, ...]
    published: Mapping[str, date]


def load_documents(shared: Path) -> Corpus:
    """The reports that Airwars cites, alone."""
    return read_corpus(read_reports(shared / "data" / "airwars-syria" / "documents.jsonl"), load_gazetteer())


def load_everything(shared: Path) -> Corpus:
    """The reports that Airwars cites together with the annotated ones."""
    annotated = read_annotated_reports(shared)
    cited = read_reports(shared / "data" / "airwars-syria" / "documents.jsonl")
    return read_corpus(annotated | cited, load_gazetteer())


def read_annotated_reports(shared: Path) -> dict[str, Report]:
    """The annotated reports of all sets."""
    folder = shared / "data" / "gold"
    return {k: r for name in SETS for k, r in read_reports(folder / f"{name}.documents.jsonl").items()}


def load_gold(shared: Path) -> list[GoldAttack]:
    """The annotated attacks of all sets, located."""
    reports, gazetteer = read_annotated_reports(shared), load_gazetteer()
    return [attack for name in SETS for attack in read_gold(shared, reports, name, gazetteer)]


def with_gold(corpus: Corpus, shared: Path, gold: list[GoldAttack]) -> Corpus:
    """The corpus with annotated claims in place of those found in annotated reports.

    The days of reports stay as the software knows them (by its address, say) where the annotation gives none.
    """
    annotated = read_annotated_reports(shared)
    published = {k: day for name in SETS for k, day in read_published(shared, name).items()}
    others = tuple(c for c in corpus.claims if c.report_id not in annotated)
    return Corpus(corpus.reports, others + tuple(g.claim for g in gold), {**corpus.published, **published})


def read_corpus(reports: Mapping[str, Report], gazetteer: Gazetteer) -> Corpus:
    """The claims of any reports, read and located as a project would."""
    names = PlaceNames.build(gazetteer.names())
    readings = {report_id: read_claims(reports[report_id], names) for report_id in sorted(reports)}
    for report_id, period in periods_of(reports, _days_of(readings)).items():
        readings[report_id] = read_claims(reports[report_id], names, period)
    claims = [c for reading in readings.values() for c in locate_claims(reading.claims, gazetteer)]
    published = _days_of(readings)
    return Corpus(reports, tuple(c for c in claims if c.scope == "attack"), published)


def _days_of(readings: Mapping[str, Reading]) -> dict[str, date]:
    return {report_id: r.published.start for report_id, r in readings.items() if r.published is not None}

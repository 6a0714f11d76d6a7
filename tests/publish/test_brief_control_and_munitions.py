from dataclasses import replace
from datetime import date

from tallystick.model.claim import Span
from tallystick.model.munition import MunitionFindings, MunitionUse, ReportedHazard, StatedUses, UseCount
from tallystick.model.territory import ControlFindings, ControlShare, StatedShare
from tallystick.model.when import Days
from tallystick.publish.brief.control import control_section
from tallystick.publish.brief.material import Material
from tallystick.publish.brief.munitions import munitions_section
from tallystick.publish.brief.sections import Section
from tallystick.publish.figures import Sentence
from tests.publish.invented import invented_run
from tests.publish.test_brief import material

RUN = invented_run()
INCIDENTS = tuple(i.incident_id for i in RUN.incidents)
REPORT = RUN.reports[0]


def words(sentence: Sentence) -> str:
    return "".join(p if isinstance(p, str) else p.text for p in sentence)


def said(section: Section) -> str:
    rows = [" | ".join(words(cell) for cell in row) for row in (section.table.rows if section.table else ())]
    return "\n".join([*map(words, section.lines), *rows, *map(words, section.after)])


def share(party: str = "isis", **more: object) -> ControlShare:
    fields: dict[str, object] = {
        "unit": "incidents", "party": party, "maker": "Maker", "map_days": Days.on(date(2015, 10, 1)),
        "of": len(INCIDENTS), "min": 0, "max": 1, "unclassifiable": 1, "tiers": (), "inside_ids": (),
        "border_ids": INCIDENTS[:1], "unclassifiable_ids": INCIDENTS[1:2], "layers": ("0" * 64,),
        "rules": "the front moves",
    }  # fmt: skip
    return ControlShare(**{**fields, **more})  # type: ignore[arg-type]


def with_control(*shares: ControlShare, stated: tuple[StatedShare, ...] = ()) -> Material:
    return replace(material(RUN), control=ControlFindings(shares=shares, stated=stated))


def test_without_a_map_the_brief_says_that_it_cannot_be_told() -> None:
    assert "cannot be told in whose area" in said(control_section(with_control()))


def test_a_share_is_a_range_of_counts_with_its_map_and_assumptions_and_no_percentage() -> None:
    text = said(control_section(with_control(share())))
    assert "Islamic State | 0–1 | " in text
    assert "Maker" in text
    assert "1 October 2015" in text
    assert "the front moves" in text
    assert "%" not in text


def test_what_a_report_states_stands_beside_it_once() -> None:
    stated = StatedShare(REPORT.report_id, "isis", 0, 15, 64, "places", Span(0, 4))
    text = said(control_section(with_control(share(), stated=(stated, replace(stated, unit="targets")))))
    assert text.count("up to 15 of 64") == 1


def use(number: int, munition: str = "cluster", **more: object) -> MunitionUse:
    claims = RUN.incidents[number].claim_ids
    fields: dict[str, object] = {
        "incident_id": INCIDENTS[number], "munition": munition, "models": (), "evidence": "claim",
        "actors": ("russia",), "role": "suspected", "days": None, "place": None, "origins": 1,
        "killed_min": None, "killed_max": None,
        "claim_ids": claims, "treaties": (), "why": "why",
    }  # fmt: skip
    return MunitionUse(**{**fields, **more})  # type: ignore[arg-type]


def count(munition: str, uses: tuple[MunitionUse, ...], named: bool = False) -> UseCount:
    ids = tuple(u.incident_id for u in uses)
    actors, role = (uses[0].actors, uses[0].role) if named else (None, None)
    return UseCount(munition, None, None, actors, role, 1, len(uses), ids, "why")


def with_munitions(*uses: MunitionUse, **more: object) -> Material:
    kinds = {u.munition: tuple(v for v in uses if v.munition == u.munition) for u in uses}
    counts = tuple(count(m, of, named) for m, of in kinds.items() for named in (False, True))
    found = MunitionFindings(uses, counts, **more)  # type: ignore[arg-type]
    return replace(material(RUN), munitions=found)


def test_a_munition_has_its_uses_as_a_range_its_best_evidence_and_who_is_named() -> None:
    either = ("russia", "syrian_government")
    seen = use(0, evidence="visual", models=("spbe",), actors=either, role="undetermined")
    uses = (seen, use(1, actors=either, role="undetermined"))
    text = said(munitions_section(with_munitions(*uses)))
    assert "cluster munition (SPBE sensor-fuzed submunition) | 1–2 | visual identification in 1 incident" in text
    assert "Russian forces or Syrian government forces (not told which): 1–2" in text


def test_a_treaty_question_is_flagged_and_not_decided() -> None:
    text = said(munitions_section(with_munitions(use(0, treaties=("ccm", "ccm_exclusion_question")))))
    assert "is asked of 1 use and not decided here" in text


def test_hazards_are_reported_and_not_surveyed() -> None:
    hazard = ReportedHazard("h", INCIDENTS[0], "cluster", (), "direct", None, None, (), "why")
    text = said(munitions_section(with_munitions(use(0), hazards=(hazard,))))
    assert "Reported hazards, not surveyed: 1 place, with direct evidence at 1" in text


def test_a_number_of_uses_that_a_report_states_stands_beside_the_count() -> None:
    stated = StatedUses(REPORT.report_id, "cluster", 20, None, None, Span(0, 4))
    text = said(munitions_section(with_munitions(use(0), stated=(stated,))))
    assert "20 or more uses of cluster munitions" in text


def test_without_a_munition_the_brief_says_so() -> None:
    assert said(munitions_section(material(RUN))) == "No report names a munition."

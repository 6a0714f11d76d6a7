"""The demo case, from the packaged digests to the account, against what is known of it.

The attacks are those of tests/demo/about.json, which the software never sees.
"""

import hashlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tallystick.model.incident import Assessment, Incident
from tallystick.model.run import Run

HERE = Path(__file__).parent
ABOUT: dict[str, list[str]] = json.loads((HERE / "demo" / "about.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "project"


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    from tallystick.pipeline import run_demo

    return run_demo(folder)[0]


def incidents_at(run: Run, place: str, day: date) -> list[Incident]:
    return [i for i in run.incidents
            if i.place and i.place.gazetteer_id == place and i.days and i.days.start <= day <= i.days.end]  # fmt: skip


def the_incident(run: Run, place: str, day: date) -> Incident:
    found = incidents_at(run, place, day)
    assert len(found) >= 1, f"no incident at {place} on {day}"
    return max(found, key=lambda i: len(i.report_ids))


def assessment_of(run: Run, incident: Incident) -> Assessment:
    return next(a for a in run.assessments if a.incident_id == incident.incident_id)


ATTACKS = {
    "2015-09-30/talbiseh": ("C2882", date(2015, 9, 30)),
    "2015-09-30/zafaraniya": ("C2888", date(2015, 9, 30)),
    "2015-09-30/rastan": ("C2870", date(2015, 9, 30)),
    "2015-10-01/jisr-al-shughour-mosque": ("C4199", date(2015, 10, 1)),
    "2015-10-07/darat-izza": ("C1139", date(2015, 10, 7)),
    "2015-10-15/ghantu": ("C2885", date(2015, 10, 15)),
    "2015-10-15/ter-maalah": ("C2513", date(2015, 10, 15)),
    "2015-10-20/sarmin-hospital": ("C3953", date(2015, 10, 20)),
    "2015-11-29/ariha-market": ("C4278", date(2015, 11, 29)),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack_with_a_place_and_a_day_is_an_incident_of_its_own(run: Run, attack: str) -> None:
    incident = the_incident(run, *ATTACKS[attack])
    about = {report for report in incident.report_ids if attack in ABOUT.get(report, [])}
    assert about, f"{incident.incident_id} holds none of the reports on {attack}"


def test_no_two_of_these_attacks_share_an_incident(run: Run) -> None:
    ids = [the_incident(run, *where_and_when).incident_id for where_and_when in ATTACKS.values()]
    assert len(set(ids)) == len(ids)


def test_ghantu_includes_46_and_48_and_not_59(run: Run) -> None:
    killed = assessment_of(run, the_incident(run, *ATTACKS["2015-10-15/ghantu"])).range_of("killed", "civilians")
    assert killed is not None
    assert killed.min is not None
    assert killed.max is not None
    assert killed.min <= 46 <= 48 <= killed.max < 59


def test_the_33_of_ghantu_stand_with_15_october_and_26_october_is_an_attack_of_its_own(run: Run) -> None:
    days = [
        i.days
        for i in run.incidents
        for c in i.claim_ids
        if c
        in {
            x.claim_id for x in run.claims if x.report_id == "seed-031" and any(p.name == "Al-Ghanto" for p in x.places)
        }
    ]
    assert [d and d.start for d in days] == [date(2015, 10, 15)]
    october = [i for i in run.incidents if i.place and i.place.name == "Ghanto" and i.days and i.days.start.month == 10]
    assert date(2015, 10, 26) in {i.days.start for i in october if i.days}


def test_ariha_is_18_to_49_and_the_60_killed_and_wounded_are_no_dead(run: Run) -> None:
    killed = assessment_of(run, the_incident(run, *ATTACKS["2015-11-29/ariha-market"])).range_of("killed", "civilians")
    assert killed is not None
    assert (killed.min, killed.max) == (18, 49)


def test_amnestys_200_is_a_claim_about_a_campaign_and_in_no_incidents_range(run: Run) -> None:
    campaign = [c for claim in run.claims if claim.scope == "campaign" for c in claim.casualties]
    assert any(c.toll.min == 200 for c in campaign)
    bounds = {b for a in run.assessments for r in a.ranges for b in (r.min, r.max)}
    assert 200 not in bounds


def test_kafr_halab_stays_undetermined_between_russia_and_syria(run: Run) -> None:
    (incident,) = {i for i in run.incidents if {"seed-176", "seed-177"} & set(i.report_ids)}
    assert {"seed-176", "seed-177", "seed-178", "seed-179"} <= set(incident.report_ids)
    assessment = assessment_of(run, incident)
    assert {(a.actor, a.role) for a in assessment.attribution} == {("syrian_government_or_russia", "undetermined")} or {
        (a.actor, a.role) for a in assessment.attribution
    } == {("russia", "undetermined"), ("syrian_government", "undetermined")}


def test_sarmin_shows_the_denial_beside_the_deaths(run: Run) -> None:
    assessment = assessment_of(run, the_incident(run, *ATTACKS["2015-10-20/sarmin-hospital"]))
    russia = next(a for a in assessment.attribution if a.actor == "russia")
    assert russia.denied_by_claims
    killed = assessment.range_of("killed", "civilians")
    assert killed is not None
    assert killed.min is not None
    assert killed.min >= 10


STATEMENTS = [f"seed-{n:03}" for n in (12, 13, 14, 15, 16, 36, 37, 38, 39, 40, 41, 45, 55, 56, 58, 129, 131)]
"""Digests that carry a statement of the ministry in Moscow or of the Kremlin, in a language that is read."""


@pytest.mark.parametrize("report_id", STATEMENTS)
def test_each_statement_of_the_ministry_and_the_kremlin_comes_out_with_its_test(run: Run, report_id: str) -> None:
    spoken = [p for p in run.positions if p.report_id == report_id]
    assert spoken
    tests = {t.position_id: t for t in run.position_tests}
    assert all(tests[p.position_id].why.endswith(".") for p in spoken)


def test_the_mosque_said_to_be_whole_is_held_against_the_attack_of_1_october(run: Run) -> None:
    [denial] = [p for p in run.positions if p.report_id == "seed-036" and p.type == "denies_all"]
    [test] = [t for t in run.position_tests if t.position_id == denial.position_id]
    assert test.result == "contradicted"
    assert test.incident_ids == (the_incident(run, *ATTACKS["2015-10-01/jisr-al-shughour-mosque"]).incident_id,)
    assert test.origins_contradicting >= 3
    assert "place of worship" in test.why


def test_no_harm_at_all_is_held_against_what_was_told_by_that_day(run: Run) -> None:
    denials = {p.position_id: p for p in run.positions if p.type == "denies_civilian_harm" and p.scope == "all_strikes"}
    held = {t.position_id: t for t in run.position_tests if t.matter == "civilian_harm" and t.position_id in denials}
    early = next(t for t in held.values() if denials[t.position_id].report_id == "seed-013")
    late = next(t for t in held.values() if denials[t.position_id].report_id == "seed-129")
    assert early.result == late.result == "contradicted"
    assert set(early.incident_ids) < set(late.incident_ids)


def test_positions_of_an_incident_are_those_of_the_party_about_it(run: Run) -> None:
    from tallystick.publish.exports import positions_by_incident

    sarmin = the_incident(run, *ATTACKS["2015-10-20/sarmin-hospital"]).incident_id
    spoken = positions_by_incident(run)[sarmin]
    assert {p.report_id for p in spoken} >= {"seed-055", "seed-058"}
    assert all(p.scope != "all_strikes" for p in spoken)


def test_reports_in_languages_without_a_grammar_are_kept_and_said_to_be_unread(run: Run) -> None:
    unread = {r.report_id for r in run.readings if r.unread}
    languages = {r.language for r in run.reports if r.report_id in unread}
    assert {"it", "fr", "pt"} <= languages
    assert {r.language for r in run.reports} - languages >= {"en", "ar", "ru"}


def test_every_span_is_exactly_the_text_it_claims_to_be(run: Run) -> None:
    texts = {r.report_id: r.text for r in run.reports}
    for claim in run.claims:
        for place in claim.places:
            assert place.span.of(texts[claim.report_id]) == place.name
    for position in run.positions:
        assert position.span.end <= len(texts[position.report_id])
        for place in position.places:
            assert place.span.of(texts[position.report_id]) == place.name
            assert (place.place is None) != (place.why_not is None)


def digest_of(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file()}  # fmt: skip


def test_running_twice_gives_the_same_bytes(run: Run, folder: Path, tmp_path: Path) -> None:
    from tallystick.pipeline import run_demo

    second = run_demo(tmp_path / "again")[0]
    assert second == run
    first_files, second_files = (
        digest_of(folder / "runs" / run.run_id),
        digest_of(tmp_path / "again" / "runs" / run.run_id),
    )
    assert first_files == second_files
    assert len(first_files) >= 5


def test_a_run_after_one_more_report_reads_only_that_report(run: Run, folder: Path, tmp_path: Path) -> None:
    from tallystick import pipeline, store

    more = tmp_path / "more.jsonl"
    more.write_text(
        json.dumps(
            {"doc_id": "more-1", "text": "Two people were wounded in Sarmin on 3 November 2015.", "language": "en"}
        )
    )
    project = store.open_project(folder)
    pipeline.add_files(project, [more])
    read: list[object] = []

    def watch(stage, items, total=None):  # type: ignore[no-untyped-def]
        for item in items:
            if stage == "reading reports":
                read.append(item)
            yield item

    after = pipeline.derive_run(project, watch)
    assert [getattr(r, "report_id", None) for r in read] == ["more-1"]
    assert len(after.reports) == len(run.reports) + 1


def test_the_demo_opens_no_socket(tmp_path: Path) -> None:
    guard = (
        "import sys\n"
        "def hook(event, args):\n"
        "    if event.startswith('socket.') or event == 'urllib.Request': raise RuntimeError(event)\n"
        "sys.addaudithook(hook)\n"
        f"sys.argv = ['tallystick', 'demo', {str(tmp_path / 'p')!r}]\n"
        "from tallystick.cli import main\n"
        "main()\n"
    )
    outcome = subprocess.run([sys.executable, "-c", guard], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    assert "Report: " in outcome.stdout

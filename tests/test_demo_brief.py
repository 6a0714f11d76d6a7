"""What the brief of the demo must say: 30 September to 23 December 2015, from the packaged digests alone."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tallystick import findings, store
from tallystick.demo import BRIEF_DAYS
from tallystick.findings import Findings
from tallystick.model.finding import Selection
from tallystick.store.verify import verify_project
from tests.publish.chromium import CHROMIUM

SINCE, UNTIL = ("--since", "2015-09-30"), ("--until", "2015-12-23")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> store.Project:
    from tallystick.pipeline import run_demo

    folder = tmp_path_factory.mktemp("demo") / "project"
    run_demo(folder)
    return store.open_project(folder)


@pytest.fixture(scope="module")
def text(project: store.Project) -> str:
    return (project.reports / "brief.md").read_text("utf-8")


@pytest.fixture(scope="module")
def plain(text: str) -> str:
    """The brief without its footnotes."""
    body = "\n".join(line for line in text.splitlines() if not line.startswith("[^"))
    return re.sub(r"\[\^\d+\]", "", body)


@pytest.fixture(scope="module")
def found(project: store.Project) -> Findings:
    return findings.find(project, Selection(BRIEF_DAYS))


def section(plain: str, title: str) -> str:
    return plain.partition(f"## {title}")[2].partition("\n## ")[0]


def row(plain: str, title: str, first: str) -> list[str]:
    """The cells of the table row whose first cell begins so."""
    lines = [line for line in section(plain, title).splitlines() if line.startswith(f"| {first}")]
    assert len(lines) == 1, f"{first!r} stands {len(lines)} times under {title}"
    return [cell.strip() for cell in lines[0].strip("|").split("|")]


def test_amnestys_200_for_six_attacks_stands_beside_the_200_for_25_and_the_sum_of_the_incidents(plain: str) -> None:
    totals = section(plain, "Totals that others state")
    assert re.search(r"\| amnesty\.org.*\| 200 or more civilians \| 6 \|", totals)
    assert re.search(r"\| 200 people \| 25 \|", totals)
    low, high = map(int, re.search(r"add up to (\d+)–(\d+)", totals).groups())  # type: ignore[union-attr]
    assert 150 <= low <= high, "the incidents with a number, not the campaign's"
    assert "neither number contains the other" in totals


def test_the_sum_is_that_of_the_incidents_and_says_what_it_leaves_out(found: Findings, plain: str) -> None:
    ranges = [r for a in found.run.assessments if (r := a.range_of("killed", "civilians")) and r.min is not None]
    headline = next(line for line in plain.splitlines() if "civilians killed" in line)
    assert f"{sum(r.min or 0 for r in ranges)}–" in headline
    assert f"told for {len(ranges)} of {len(found.run.incidents)}" in headline
    assert "200" not in {str(r.min) for r in ranges}


def test_the_cluster_use_at_kafr_halab_is_distinct_and_its_attribution_undetermined(plain: str) -> None:
    cells = row(plain, "Munitions", "cluster munition")
    assert cells[1] == "1"
    assert "visual identification" in cells[2]
    assert "Russian forces or Syrian government forces (not told which)" in cells[3]


@pytest.mark.parametrize(
    "statement",
    [
        "Russian forces: denies civilian harm, all strikes",  # the Kremlin, 1 October
        "Russian forces: denies the weapon, all strikes",  # the ministry of defence, 23 December
        "Russian forces: asserts a military target, all strikes",
        "Syrian government forces: denies the weapon, all strikes",
    ],
)
def test_each_kind_of_statement_stands_beside_its_test(plain: str, statement: str) -> None:
    cells = row(plain, "What the parties say, and its test", statement)
    assert re.match(r"\d+ statements?$", cells[1])
    assert re.match(r"\d+ in \d+ incidents?$", cells[2]), "accounts against it"


def test_the_statements_are_quoted_in_the_notes(text: str) -> None:
    notes = "\n".join(line for line in text.splitlines() if line.startswith("[^"))
    assert "информационной атакой" in notes, "the Kremlin of 1 October"
    assert "кассетные бомбы в Сирии не применяются" in notes, "the ministry of 23 December"


def test_the_control_share_is_a_range_of_counts_with_its_map_beside_the_published_comparison(plain: str) -> None:
    control = section(plain, "Whose ground it was")
    assert re.search(r"\| HTS and opposition factions \| \d+–\d+ \| \d+ \| \d+ \|", control)
    assert re.search(r"\| Islamic State \| 0", control)
    assert "Map: " in control
    assert "up to 15 of 64" in control
    assert "%" not in control


def test_objects_hit_are_those_that_the_reports_name(plain: str) -> None:
    incidents, killed = row(plain, "What was hit", "market")[1:3]
    low, high = map(int, killed.split("–"))
    assert (incidents, low) == ("1", 18)
    assert 40 <= high <= 60, "Ariha: 40 by several, 49 by Amnesty, up to 60 feared by one"
    assert row(plain, "What was hit", "medical facility")[1] == "1"
    assert int(row(plain, "What was hit", "place of worship")[1]) >= 2
    assert row(plain, "What was hit", "not told")


def test_the_double_strike_at_sarmin_is_told_with_its_ten_minutes(plain: str) -> None:
    assert "Second strike, Sarmin, 10 minutes after the first" in section(plain, "When, and again")


def test_questions_are_for_counsel_and_nobody_is_found_guilty_of_anything(plain: str, found: Findings) -> None:
    assert row(plain, "Questions for counsel", "medical care")[1] == "25, 28, 29"
    assert "None is a finding of law" in plain
    assert all(q.status == "proposed" for q in found.questions)
    assert not re.search(r"\bcrim(e|es|inal)\b", plain, re.IGNORECASE)


def test_the_brief_says_what_cannot_be_told(plain: str) -> None:
    limits = section(plain, "What cannot be told")
    for words in ("How many civilians were killed in", "Which party it was in", "of unknown day", "kept and not read"):
        assert words in limits


def test_no_bare_percentage_stands_in_the_brief(plain: str) -> None:
    assert "%" not in plain


def test_every_footnote_leads_to_claims_of_the_run(text: str, found: Findings) -> None:
    known = {c.claim_id for c in found.run.claims}
    named = set(re.findall(r"`(claim-\w+)`", text))
    assert len(named) > 30
    assert named <= known


def test_every_link_into_the_full_report_leads_somewhere(project: store.Project, found: Findings) -> None:
    brief = (project.reports / "brief.html").read_text("utf-8")
    report = (project.reports / f"{found.run.run_id}.html").read_text("utf-8")
    ids = set(re.findall(r'\bid="([^"]+)"', report))
    wanted = set(re.findall(rf'href="{found.run.run_id}\.html#([^"]+)"', brief))
    assert len(wanted) > 30
    assert wanted - ids == set()


def test_the_full_report_shows_the_findings_and_leads_to_the_brief(project: store.Project, found: Findings) -> None:
    report = (project.reports / f"{found.run.run_id}.html").read_text("utf-8")
    assert 'href="brief.html"' in report
    assert "What was hit" in report
    inner = set(re.findall(r'href="#([^"]+)"', report))
    assert inner - set(re.findall(r'\bid="([^"]+)"', report)) == set()


def test_the_brief_again_is_the_same_to_the_byte(project: store.Project) -> None:
    before = [(project.reports / name).read_bytes() for name in ("brief.html", "brief.md")]
    after = [path.read_bytes() for path in findings.write_brief(project, Selection(BRIEF_DAYS))]
    assert before == after


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--since", "2015-12-23", "--until", "2015-09-30"), "swap --since and --until"),
        (("--party", "atlantis"), "nobody is called 'atlantis'"),
        (("--since", "1999-01-01", "--until", "1999-01-31"), "no incident of the latest run"),
        (("--since", "yesterday"), "yesterday"),
    ],
)
def test_what_cannot_be_briefed_is_one_clear_error(project: store.Project, asked: tuple[str, ...], says: str) -> None:
    from tallystick.cli import app
    from tallystick.model.errors import ExpectedError

    outcome = CliRunner().invoke(app, ["brief", str(project.folder), *asked])
    assert outcome.exit_code != 0
    told = str(outcome.exception) if isinstance(outcome.exception, ExpectedError) else outcome.output
    assert says in told
    assert "Traceback" not in outcome.output


def test_a_project_without_a_run_says_what_to_do(tmp_path: Path) -> None:
    from tallystick.store import UnknownRunError

    empty = store.create_project(tmp_path / "empty")
    with pytest.raises(UnknownRunError, match="tallystick run"):
        findings.write_brief(empty, Selection())


def test_a_party_has_its_own_brief(project: store.Project, tmp_path: Path) -> None:
    copy = store.Project(Path(shutil.copytree(project.folder, tmp_path / "copy")))
    _, path = findings.write_brief(copy, Selection(BRIEF_DAYS, "syrian_government"))
    text = path.read_text("utf-8")
    assert "named as responsible: Syrian government forces" in text
    assert "Russian forces: denies" not in text


def test_a_person_confirms_a_question_and_the_brief_says_so(project: store.Project, tmp_path: Path) -> None:
    from tallystick.cli import app

    copy = store.Project(Path(shutil.copytree(project.folder, tmp_path / "copy")))
    question = next(q for q in findings.find(copy).questions if q.question == "medical")
    asked = [
        "judge",
        str(copy.folder),
        question.incident_id,
        "medical",
        "confirmed",
        "--reason",
        "Two origins.",
        "--as",
        "R",
    ]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert next(q for q in findings.find(copy).questions if q.question == "medical").status == "confirmed"
    _, path = findings.write_brief(copy, Selection(BRIEF_DAYS))
    assert "confirmed by a person as worth asking" in path.read_text("utf-8")
    assert not [f for f in verify_project(copy) if f.level == "error"]
    asked[3] = "guilt"
    assert "there is no question" in str(CliRunner().invoke(app, asked).exception)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_printed_the_brief_is_two_sheets_of_a4(project: store.Project, tmp_path: Path) -> None:
    pdf, page = tmp_path / "brief.pdf", (project.reports / "brief.html").as_uri()
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command = [str(CHROMIUM), *flags, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes())) == 2

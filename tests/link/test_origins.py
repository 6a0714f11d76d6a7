"""Who repeats whom: relays, copies, one publisher, one owner, translations."""

from datetime import date, timedelta

from tallystick.link import find_origins
from tallystick.link.bursts import burst_said
from tallystick.link.copies import find_copies
from tallystick.model.report import Report
from tests.factory import claim, injured, killed, on, report, town
from tests.figures import Figures

STORY = (
    "Residents of the market quarter said the first bomb fell shortly after noon prayer, when the stalls were full. "
    "Rescue teams carried the wounded to two clinics until late in the evening and went on digging by hand."
)


def one_claim_each(reports: dict[str, Report]) -> list:  # type: ignore[type-arg]
    return [claim(f"c-{r}", killed(5), report=r) for r in reports]


def origins_of(reports: list[Report], authorities: list[str | None]) -> int:
    by_id = {r.report_id: r for r in reports}
    claims = [
        claim(f"c-{r.report_id}", report=r.report_id, authority=a) for r, a in zip(reports, authorities, strict=True)
    ]
    return len(find_origins(by_id, claims).origins_of(claims))


def test_two_papers_that_cite_one_monitor_in_different_languages_are_one_origin() -> None:
    papers = [
        report("r1", publisher="Morning Paper"),
        report("r2", publisher="جريدة المساء"),
        report("r3", publisher="Газета"),
    ]
    assert origins_of(papers, ["SOHR", "المرصد السوري لحقوق الإنسان", "Сирийская обсерватория по правам человека"]) == 1


def test_a_paper_that_cites_a_monitor_and_the_monitor_itself_are_one_origin() -> None:
    papers = [report("r1", publisher="Morning Paper"), report("r2", publisher="Syrian Observatory for Human Rights")]
    assert origins_of(papers, ["the Syrian Observatory", None]) == 1


def test_an_outlet_that_no_list_knows_is_still_one_origin_with_those_who_cite_it() -> None:
    papers = [report("r1", publisher="Valley Gazette"), report("r2", publisher="Evening Paper")]
    assert origins_of(papers, [None, "Valley Gazette"]) == 1


def test_unnamed_activists_are_no_shared_authority() -> None:
    papers = [report("r1", publisher="Morning Paper"), report("r2", publisher="Evening Paper")]
    assert origins_of(papers, ["local activists", "local activists"]) == 2


def test_one_outlet_is_one_origin_however_often_it_reports() -> None:
    papers = [report("r1", publisher="'@evening_paper"), report("r2", publisher="Evening Paper")]
    assert origins_of(papers, [None, None]) == 1


def test_outlets_of_one_owner_are_one_origin_and_the_edge_says_so() -> None:
    reports = {r.report_id: r for r in (report("r1", publisher="aljazeera.net"), report("r2", publisher="Al Jazeera"))}
    claims = one_claim_each(reports)
    graph = find_origins(reports, claims)
    assert len(graph.origins_of(claims)) == 1
    assert [(e.relation, e.why) for e in graph.edges_among(claims)] == [
        ("same_owner", "Both are published by Al Jazeera.")
    ]


def test_a_report_without_publisher_stands_for_itself() -> None:
    assert origins_of([report("r1"), report("r2")], [None, None]) == 2


def test_a_truncated_repost_is_a_copy_and_the_edge_tells_how_much_it_repeats() -> None:
    reports = {"r1": report("r1", STORY, "A"), "r2": report("r2", STORY[:150] + " read more", "B")}
    graph = find_origins(reports, one_claim_each(reports))
    assert [e.relation for e in graph.edges] == ["copy"]
    assert "word sequences" in graph.edges[0].why
    assert len(graph.origins_of(one_claim_each(reports))) == 1


def test_two_accounts_in_their_own_words_are_no_copies() -> None:
    other = (
        "A baker told us that he was closing his shop when the house next door came down and buried three neighbours."
    )
    assert find_copies({"r1": report("r1", STORY), "r2": report("r2", other)}) == []


def test_short_posts_are_no_copies_of_each_other() -> None:
    assert (
        find_copies(
            {"r1": report("r1", "Air strike on the town now"), "r2": report("r2", "Air strike on the town now")}
        )
        == []
    )


def near_copies(number: int, accounts: int) -> dict[str, Report]:
    return {
        f"r{n:04d}": report(f"r{n:04d}", f"{STORY} Shared {n} times.", f"@account{n % accounts}") for n in range(number)
    }


def test_a_thousand_near_copies_from_fifty_accounts_are_one_origin(figures: Figures) -> None:
    reports = near_copies(1000, 50)
    claims = one_claim_each(reports)
    graph = find_origins(reports, claims)
    origins = graph.origins_of(claims)
    assert len(origins) == 1
    assert len(origins[0].report_ids) == 1000
    said = burst_said(origins, graph.sources) or ""
    assert said.startswith("1000 reports by 50 publishers repeat")
    assert "may be coordinated" in said
    figures.note(15, near_copies=1000, accounts=50, origins=1, bursts_flagged=1)


def test_a_few_copies_or_copies_over_weeks_are_no_burst() -> None:
    few = near_copies(19, 19)
    graph = find_origins(few, one_claim_each(few))
    assert burst_said(graph.origins_of(one_claim_each(few)), graph.sources) is None
    slow = near_copies(60, 60)
    days = {key: date(2021, 5, 1) + timedelta(n) for n, key in enumerate(slow)}
    graph = find_origins(slow, one_claim_each(slow), days)
    assert burst_said(graph.origins_of(one_claim_each(slow)), graph.sources) is None


def test_a_translation_repeats_the_same_figures_at_the_same_places() -> None:
    figures = (
        killed(12),
        killed(5, group="children", partial=True),
        injured(31),
        injured(8, group="women", partial=True),
    )
    reports = {"r1": report("r1", "one", "A", language="en"), "r2": report("r2", "два", "B", language="ru")}
    claims = [claim(f"c-{r}", *figures, report=r, places=[town("Qamar")]) for r in reports]
    graph = find_origins(reports, claims)
    assert [e.relation for e in graph.edges] == ["translation"]
    assert len(graph.origins_of(claims)) == 1


def test_three_dead_in_two_languages_prove_no_translation() -> None:
    reports = {"r1": report("r1", "one", "A", language="en"), "r2": report("r2", "два", "B", language="ru")}
    assert find_origins(reports, [claim(f"c-{r}", killed(3), report=r) for r in reports]).edges == ()


def test_the_day_of_a_post_on_x_is_told_by_its_number() -> None:
    posted = report("r1", url="https://twitter.com/someone/status/1465748209486254085")
    graph = find_origins({"r1": posted}, [claim("c", day=on("2021-11-29"), report="r1")])
    assert graph.published["r1"].isoformat() == "2021-11-30"


def test_an_origin_spelled_in_several_ways_has_one_name_in_every_run() -> None:
    spellings = ["SANA", "Sana", "SaNa", "sana", "sANA", "SAna", "saNA", "sanA"]
    claims = [claim(f"c{n}", authority=name) for n, name in enumerate(spellings)]
    (origin,) = find_origins({}, claims).origins_of(claims)
    assert origin.name == min(spellings)

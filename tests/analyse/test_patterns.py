"""What was hit, repeat strikes, times of day, parties that cannot be told apart."""

from tallystick.analyse import count_objects, find_patterns
from tallystick.model.finding import Circumstance, Tally
from tallystick.model.toll import Toll
from tests.analyse.small_run import incident, run
from tests.factory import SOMEWHERE, by, claim, killed


def ids(tallies: tuple[Tally, ...], **by_: str) -> tuple[str, ...]:
    return next(t.incident_ids for t in tallies if dict(t.by) == by_)


def test_an_incident_counts_under_every_object_named_and_under_unknown_when_none_is() -> None:
    both = claim("a", killed(2), targets=["school", "market"], perpetrators=[by("russia")])
    none = claim("b", killed(1))
    tallies = count_objects(run([(incident("i-a", both), [both]), (incident("i-b", none), [none])]))
    assert ids(tallies, object="school") == ids(tallies, object="market") == ("i-a",)
    assert ids(tallies, object="unknown") == ("i-b",)
    assert ids(tallies, object="school", party="russia") == ("i-a",)
    assert ids(tallies, object="school", month="2015-10") == ("i-a",)


def test_parties_that_cannot_be_told_apart_are_one_heading_and_not_counted_twice() -> None:
    open_ = claim("a", perpetrators=[by("syrian_government_or_russia")])
    tallies = find_patterns(run([(incident("i", open_), [open_])]), ()).by_party
    assert [dict(t.by)["party"] for t in tallies] == ["russia|syrian_government"]


def test_a_second_strike_that_a_report_tells_of_is_a_repeat_with_its_minutes() -> None:
    told = claim("a", targets=["medical_facility"])
    again = Circumstance("struck_again", "a", SOMEWHERE, Toll(10, 10))
    (repeat,) = find_patterns(run([(incident("i", told), [told])]), [again]).repeats
    assert (repeat.kind, repeat.minutes, repeat.claim_ids) == ("said", Toll(10, 10), ("a",))
    assert "1 of 1 independent origins" in repeat.why


def test_two_incidents_at_one_place_within_a_week_are_shown_and_left_to_a_person() -> None:
    a, b, far = claim("a", targets=["market"]), claim("b", targets=["market"]), claim("c")
    found = run(
        [
            (incident("i-a", a, day="2015-10-15"), [a]),
            (incident("i-b", b, day="2015-10-16"), [b]),
            (incident("i-c", far, day="2015-10-16", place="Zahra"), [far]),
        ]
    )
    (repeat,) = find_patterns(found, ()).repeats
    assert (repeat.kind, repeat.incident_ids, repeat.objects, repeat.gap_days) == (
        "within_days",
        ("i-a", "i-b"),
        ("market",),
        1,
    )
    assert "for a person to say" in repeat.why


def test_two_incidents_a_month_apart_or_of_unknown_day_are_no_repeat() -> None:
    a, b, c = claim("a"), claim("b"), claim("c")
    found = run(
        [
            (incident("i-a", a, day="2015-10-01"), [a]),
            (incident("i-b", b, day="2015-11-01"), [b]),
            (incident("i-c", c, day=None), [c]),
        ]
    )
    assert find_patterns(found, ()).repeats == ()


def test_a_time_of_day_that_nobody_tells_stays_unknown() -> None:
    told, untold = claim("a"), claim("b")
    found = run([(incident("i-a", told), [told]), (incident("i-b", untold), [untold])])
    by_time = find_patterns(found, [Circumstance("night", "a", SOMEWHERE)]).by_time
    assert {dict(t.by)["time"]: t.incident_ids for t in by_time} == {"night": ("i-a",), "unknown": ("i-b",)}


def test_attacks_on_medical_care_are_a_series_by_month() -> None:
    clinic, medics = claim("a", targets=["medical_facility"]), claim("b", targets=["ambulance_or_medics"])
    found = run(
        [(incident("i-b", medics, day="2015-11-02"), [medics]), (incident("i-a", clinic, day="2015-10-02"), [clinic])]
    )
    assert [dict(t.by)["month"] for t in find_patterns(found, ()).medical] == ["2015-10", "2015-11"]

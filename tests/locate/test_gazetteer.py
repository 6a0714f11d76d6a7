"""The shipped gazetteer, and what reading and writing one keeps."""

import time
from pathlib import Path

import pytest

from tallystick.locate import GazetteerError, NamedPlace, load_gazetteer, load_outlines
from tallystick.locate.gazetteer import format_line, parse_line, write_compact
from tallystick.vocabulary import load_terms

HAMLET = NamedPlace("X1", "village", "Tin Hamlet", "قرية القصدير", 35.1, 36.2, 1500, "SY04", ("~Tin",))


def test_the_shipped_gazetteer_is_small_quick_and_attributed() -> None:
    started = time.perf_counter()
    gazetteer = load_gazetteer()
    assert time.perf_counter() - started < 0.3 * 5  # five times the promise, for slow machines
    assert len(gazetteer.places) > 6000
    assert any("OCHA" in line for line in gazetteer.attribution)
    assert load_gazetteer() is gazetteer


def test_every_entry_has_a_known_kind_a_position_in_the_region_and_an_area_that_exists() -> None:
    gazetteer = load_gazetteer()
    kinds = load_terms("place_precision")
    for place in gazetteer.places:
        assert place.kind in kinds, place
        assert 29 <= place.lat <= 42, place
        assert 30 <= place.lon <= 46, place
        assert place.radius_m > 0, place
        assert place.parent == "" or place.parent in gazetteer.by_id, place


def test_a_quarter_lies_in_its_city_and_its_governorate() -> None:
    gazetteer = load_gazetteer()
    (shaar,) = (p for p in gazetteer.spelled_like("الشعار") if p.kind == "neighbourhood")
    assert gazetteer.as_place(shaar).admin[0] == "Aleppo"


def test_names_include_both_sides_of_a_double_name_and_no_qualifier() -> None:
    names = set(load_gazetteer().names())
    assert {"كوباني", "عين العرب", "Suran"} <= names
    assert not any("(" in name for name in names)


def test_an_added_file_is_searched_with_the_shipped_one(tmp_path: Path) -> None:
    target = tmp_path / "mine.tsv.gz"
    write_compact(target, [HAMLET], ["invented"])
    gazetteer = load_gazetteer([target])
    assert [p.gazetteer_id for p in gazetteer.spelled_like("Tin Hamlet")] == ["X1"]
    assert gazetteer.spelled_like("Talbiseh")
    assert gazetteer.version != load_gazetteer().version


def test_writing_the_same_places_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.tsv.gz", "b.tsv.gz"):
        write_compact(tmp_path / name, [HAMLET], ["invented"])
    assert (tmp_path / "a.tsv.gz").read_bytes() == (tmp_path / "b.tsv.gz").read_bytes()
    assert parse_line(format_line(HAMLET)) == HAMLET


def test_a_file_that_is_no_gazetteer_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "x.tsv.gz").write_bytes(b"not gzip")
    with pytest.raises(GazetteerError, match="gazetteer add"):
        load_gazetteer([tmp_path / "x.tsv.gz"])


def test_outlines_are_closed_rings_of_all_governorates_and_districts() -> None:
    outlines = load_outlines()
    assert sum(o.level == 1 for o in outlines) == 14
    assert sum(o.level == 2 for o in outlines) == 62
    assert all(ring[0] == ring[-1] for o in outlines for ring in o.rings)

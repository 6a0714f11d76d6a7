import sqlite3

from tallystick.model.reading import Reading
from tallystick.store.project import Project
from tallystick.store.readings import load_readings, save_readings
from tests.store.samples import claim


def reading(number: int) -> Reading:
    return Reading(f"r-{number}", "rules/1", None, None, (claim(number),), None, ("a warning",))


def cache_file(project: Project) -> str:
    (path,) = project.cache.glob("readings-*.sqlite")
    return str(path)


def test_readings_come_back_by_key(project: Project) -> None:
    many = {f"key-{n}": reading(n) for n in range(1200)}
    save_readings(project, many)
    assert load_readings(project, many) == many
    assert load_readings(project, ["key-3", "missing"]) == {"key-3": reading(3)}


def test_an_empty_cache_knows_nothing(project: Project) -> None:
    assert load_readings(project, ["key"]) == {}


def test_a_later_reading_replaces_the_first(project: Project) -> None:
    save_readings(project, {"key": reading(1)})
    save_readings(project, {"key": reading(2)})
    assert load_readings(project, ["key"]) == {"key": reading(2)}


def test_a_damaged_entry_is_dropped_and_the_rest_is_there(project: Project) -> None:
    save_readings(project, {"a": reading(1), "b": reading(2)})
    with sqlite3.connect(cache_file(project)) as connection:
        connection.execute("UPDATE readings SET body = substr(body, 1, 20) WHERE key = 'a'")
    assert load_readings(project, ["a", "b"]) == {"b": reading(2)}


def test_an_entry_moved_to_another_key_is_dropped(project: Project) -> None:
    save_readings(project, {"a": reading(1)})
    with sqlite3.connect(cache_file(project)) as connection:
        connection.execute("UPDATE readings SET key = 'b'")
    assert load_readings(project, ["a", "b"]) == {}


def test_a_broken_cache_file_is_replaced(project: Project) -> None:
    save_readings(project, {"a": reading(1)})
    with open(cache_file(project), "r+b") as file:
        file.write(b"not a database at all")
    assert load_readings(project, ["a"]) == {}
    save_readings(project, {"a": reading(1)})
    assert load_readings(project, ["a"]) == {"a": reading(1)}

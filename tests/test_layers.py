"""The import rules of docs/flow.md, held by reading every import in src."""

import ast
from pathlib import Path

SRC = Path(__file__).parent.parent / "src" / "tallystick"
FLOOR = {"model", "vocabulary", "settings"}
STAGES = {"collect", "extract", "locate", "link", "reconcile", "people", "analyse", "estimate", "publish"}
ROOF = {
    "pipeline", "cli", "evaluate", "commands", "provenance", "terminal", "undercount", "findings", "territory",
    "weighing", "processes", "territory_reading",
}  # fmt: skip
ROOMS = FLOOR | STAGES | ROOF | {"store", "demo", "__init__"}
NETWORK = {"socket", "http.client", "urllib.request", "urllib3", "httpx", "requests", "aiohttp", "ftplib", "smtplib"}
NETWORK_FILES = {"collect/fetch.py", "extract/llm.py"}
SQL = {"sqlite3", "sqlalchemy", "alembic", "psycopg"}


def room_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def own_rooms(path: Path) -> set[str]:
    parts = [name.split(".") for name in imports_of(path) if name.startswith("tallystick.")]
    return {p[1] for p in parts if p[1] in ROOMS}


def sources() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


def test_every_room_is_in_the_plan() -> None:
    assert {room_of(p) for p in sources()} <= ROOMS


def test_no_stage_imports_another_stage_or_the_store() -> None:
    broken = {
        str(path.relative_to(SRC)): sorted(own_rooms(path) - FLOOR - {room_of(path)})
        for path in sources()
        if room_of(path) in STAGES and own_rooms(path) - FLOOR - {room_of(path)}
    }
    assert broken == {}


def test_the_floor_imports_nothing_above_it() -> None:
    below = {"model": {"model"}, "vocabulary": {"vocabulary"}, "settings": {"settings", "model"}}
    broken = {
        str(path.relative_to(SRC)): sorted(own_rooms(path) - below[room_of(path)])
        for path in sources()
        if room_of(path) in FLOOR and own_rooms(path) - below[room_of(path)]
    }
    assert broken == {}


def test_the_store_imports_only_the_floor() -> None:
    broken = [str(p) for p in sources() if room_of(p) == "store" and own_rooms(p) - FLOOR - {"store"}]
    assert broken == []


def test_the_model_uses_the_standard_library_alone() -> None:
    import sys

    for path in sources():
        if room_of(path) == "model":
            foreign = {n.split(".")[0] for n in imports_of(path)} - set(sys.stdlib_module_names) - {"tallystick"}
            assert foreign == set(), path


def test_only_two_files_may_touch_the_network() -> None:
    for path in sources():
        if str(path.relative_to(SRC)) not in NETWORK_FILES:
            assert imports_of(path) & NETWORK == set(), path


def test_sql_is_spoken_only_in_the_store() -> None:
    for path in sources():
        if room_of(path) != "store":
            assert {n.split(".")[0] for n in imports_of(path)} & SQL == set(), path


def test_the_rules_would_notice_a_breach(tmp_path: Path) -> None:
    breach = tmp_path / "breach.py"
    breach.write_text("from tallystick.store import vault\nimport sqlite3\nfrom tallystick import link\n")
    assert own_rooms(breach) == {"store", "link"}
    assert imports_of(breach) & SQL == {"sqlite3"}

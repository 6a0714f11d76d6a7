"""docs/reliability.md is made by the tests; it must name tests that exist and leave no promise of the store out."""

import ast
import re

from tallystick.store.findings import CODES
from tests.figures import PAGE, PROMISES, ROOT, page

ROW = re.compile(r"^\| (\d+) \| .+? \| `([^`]+)::(\w+)(?:\[\w+\])?` \| (.+) \|$", re.MULTILINE)


def test_the_page_names_tests_that_exist() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8"))
    assert rows
    for _, path, name, _ in rows:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, (path, name)


def test_every_promise_of_the_store_has_its_figures() -> None:
    told = {int(number) for number, *_ in ROW.findall(PAGE.read_text("utf-8"))}
    assert told == set(PROMISES)


def test_a_page_is_made_of_what_was_noted_and_of_nothing_else() -> None:
    made = page([{"promise": 7, "test": "tests/x.py::test_y", "figures": {"torn_backups": 3}}])
    assert ROW.findall(made) == [("7", "tests/x.py", "test_y", "torn backups: 3")]


def test_the_cases_of_one_test_are_added_up() -> None:
    counts = (200, 5000)
    cases = [{"promise": 8, "test": f"tests/x.py::test_y[{n}]", "figures": {"inputs": n, "hung": 0}} for n in counts]
    assert ROW.findall(page(cases)) == [("8", "tests/x.py", "test_y", "inputs: 5200, hung: 0")]


def test_what_was_counted_on_two_databases_stands_in_two_rows() -> None:
    cases = [
        {"promise": 3, "test": f"tests/x.py::test_y[{on}-{n}]", "figures": {"reports": 100}}
        for on in ("sqlite", "postgresql")
        for n in (1, 2)
    ]
    made = page(cases)
    assert "`tests/x.py::test_y[sqlite]` | reports: 200" in made
    assert "`tests/x.py::test_y[postgresql]` | reports: 200" in made
    assert len(ROW.findall(made)) == 2


def test_the_method_page_lists_every_code_with_its_meaning() -> None:
    told = (ROOT / "docs" / "method" / "store.md").read_text("utf-8")
    assert [code for code, meaning in CODES.items() if f"| `{code}` | {meaning} |" not in told] == []

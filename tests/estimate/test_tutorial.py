"""The tutorial runs from top to bottom."""

import re
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial-undercount.md"


@pytest.mark.slow
def test_every_block_of_the_tutorial_runs(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", TUTORIAL.read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 6
    exec("\n".join(blocks), {})  # noqa: S102
    assert "95 % interval" in capsys.readouterr().out

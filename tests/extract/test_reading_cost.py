"""Reading may not grow dearer unseen: its cost is counted in calls, which are the same on every machine."""

from pathlib import Path

from bench.extract import calls, read_articles

from tests.extract.reading import place_names

MOST = 12_000
"""Calls of Python functions an article of the demo's digests, strung together; see docs/performance.md."""


def test_an_article_is_read_in_a_bounded_number_of_calls() -> None:
    _, articles = read_articles(Path("no such folder"))
    assert calls(articles[:20], place_names()) < MOST

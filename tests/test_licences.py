"""The licence gate: what the core installs may be shipped beside Apache-2.0."""

import re
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
FORBIDDEN = re.compile(r"\b(A?GPL|GNU (Affero )?General Public|SSPL|BUSL|Commons Clause|CC-BY-NC)", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)
# Dual-licensed packages whose permissive side we use, each with its reason.
PERMISSIVE_SIDE = {
    "text-unidecode": "Artistic",
    "tld": "MPL-1.1 or GPL-2.0-only or LGPL-2.1-or-later: taken under MPL-1.1",
}


def locked_names(file_name: str) -> list[str]:
    return re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / file_name).read_text(), re.MULTILINE)


def licence_of(name: str) -> str:
    facts = distribution(name).metadata
    classifiers = [c for c in facts.get_all("Classifier") or [] if c.startswith("License")]
    text = "".join((facts.get_all("License-Expression") or facts.get_all("License") or [""])[:1])
    return " | ".join([text.splitlines()[0] if text else "", *classifiers])


def test_nothing_in_the_core_carries_a_licence_that_forbids_shipping_it() -> None:
    told = {name: licence_of(name) for name in locked_names("requirements.txt") if name not in PERMISSIVE_SIDE}
    forbidden = {n: t for n, t in told.items() if FORBIDDEN.search(LESSER.sub("", t))}
    assert forbidden == {}


def test_every_package_of_the_core_says_its_licence() -> None:
    silent = [n for n in locked_names("requirements.txt") if len(licence_of(n)) < 3]
    assert silent == []


def test_the_lock_files_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")


def test_the_gate_would_notice_a_copyleft_licence() -> None:
    assert FORBIDDEN.search("GNU Affero General Public License v3")
    assert FORBIDDEN.search("GPL-3.0-only")
    assert not FORBIDDEN.search(LESSER.sub("", "LGPL-2.1-or-later"))

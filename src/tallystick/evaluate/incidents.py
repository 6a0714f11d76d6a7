"""Compare with what Airwars published: `python -m tallystick.evaluate.incidents SHARED`.

Builds incidents from every report that Airwars cites and has SHARED/score/score_incidents.py compare them. Airwars
ranges are one careful organisation's judgement over more reports than are stored here: this is agreement, not accuracy.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tallystick.evaluate.corpus import Corpus, load_documents
from tallystick.evaluate.incident_misses import causes
from tallystick.link import find_origins, link_claims
from tallystick.model.incident import Assessment, Incident
from tallystick.publish.exports import incident_to_json
from tallystick.reconcile import POLICIES, assess_incident


def build(corpus: Corpus, policy: str = "airwars") -> list[tuple[Incident, Assessment]]:
    """Every incident of the corpus with its assessment."""
    origins = find_origins(corpus.reports, corpus.claims, corpus.published)
    linkage = link_claims(corpus.claims, origins, ())
    claims = {c.claim_id: c for c in corpus.claims}
    return [(i, assess_incident(i, claims, policy)) for i in linkage.incidents]


def score(shared: Path, built: list[tuple[Incident, Assessment]]) -> str:
    """The table that the scoring script prints."""
    data = shared / "data" / "airwars-syria"
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "incidents.jsonl")
        found = (json.dumps(incident_to_json(i, a), ensure_ascii=False) for i, a in built)
        lines.write_text("".join(line + "\n" for line in found), "utf-8")
        script = str(shared / "score" / "score_incidents.py")
        command = [sys.executable, script, str(data / "incidents.csv"), str(data / "documents.jsonl"), str(lines)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and what its misses are made of."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds data/ and score/")
    parser.add_argument("--policy", choices=tuple(POLICIES), default="airwars")
    chosen = parser.parse_args(arguments)
    corpus = load_documents(chosen.shared)
    built = build(corpus, chosen.policy)
    sys.stdout.write(score(chosen.shared, built) + "\n".join(causes(chosen.shared, corpus, built)) + "\n")


if __name__ == "__main__":
    main()

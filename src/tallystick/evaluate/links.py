"""Measure linking on annotated reports: `python -m tallystick.evaluate.links SHARED`.

Links all development reports together, once with the claims that extraction finds and once with annotated claims in
their place, and has SHARED/score/score_links.py compare the incidents with the annotated events.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tallystick.evaluate.corpus import SETS, Corpus, load_everything, load_gold, with_gold
from tallystick.evaluate.training import estimate_parameters, write_parameters
from tallystick.link import find_origins, link_claims
from tallystick.model.claim import Claim
from tallystick.publish.exports import claim_to_json

PRIORS = {"prior": 0.2, "prior_undated": 0.05}
"""Chosen by cross-validation: the share of candidate pairs that are one attack, with dates and without."""
PARAMETERS = Path(__file__).parent.parent / "link" / "parameters.json"


def incident_of(corpus: Corpus) -> dict[str, str]:
    """By claim id, the incident that linking puts it in."""
    origins = find_origins(corpus.reports, corpus.claims, corpus.published)
    linkage = link_claims(corpus.claims, origins, ())
    return {claim_id: i.incident_id for i in linkage.incidents for claim_id in i.claim_ids}


def score(shared: Path, name: str, claims: Iterable[Claim], incidents: dict[str, str]) -> str:
    """The table that the scoring script prints for one annotated set."""
    gold = shared / "data" / "gold" / f"{name}.annotations.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "claims.jsonl")
        found = (json.dumps(claim_to_json(c, incidents.get(c.claim_id)), ensure_ascii=False) for c in claims)
        lines.write_text("".join(line + "\n" for line in found), "utf-8")
        command = [sys.executable, str(shared / "score" / "score_links.py"), str(gold), str(lines)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def train(shared: Path, corpus: Corpus) -> None:
    """Write `link/parameters.json` anew from the annotated claims among all others."""
    gold = load_gold(shared)
    mixed = with_gold(corpus, shared, gold)
    origins = find_origins(mixed.reports, mixed.claims, mixed.published)
    events = {g.claim.claim_id: g.event for g in gold}
    write_parameters(estimate_parameters(mixed.claims, origins, events, PRIORS), PARAMETERS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the scores, or write new parameters."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds data/ and score/")
    parser.add_argument("--train", action="store_true", help="write link/parameters.json anew instead")
    chosen = parser.parse_args(arguments)
    corpus = load_everything(chosen.shared)
    if chosen.train:
        train(chosen.shared, corpus)
        return
    annotated = with_gold(corpus, chosen.shared, load_gold(chosen.shared))
    for title, linked in (("claims found by extraction", corpus), ("annotated claims", annotated)):
        incidents = incident_of(linked)
        for name in SETS:
            table = score(chosen.shared, name, linked.claims, incidents)
            sys.stdout.write(f"\n{name}, {title}\n{table}")


if __name__ == "__main__":
    main()

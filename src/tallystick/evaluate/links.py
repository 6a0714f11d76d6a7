"""Measure linking on annotated reports: `python -m tallystick.evaluate.links SHARED`.

Links all development reports together, once with the claims that extraction finds and once with annotated claims in
their place, and has SHARED/score/score_links.py compare the incidents with the annotated events.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tallystick.evaluate.cited import WEIGHT, cited_sample
from tallystick.evaluate.corpus import SETS, Corpus, load_everything, load_gold, with_gold
from tallystick.evaluate.expectation import expect_and_maximise
from tallystick.evaluate.halves import crossed_pairwise, pairwise
from tallystick.evaluate.large_tolls import with_large_tolls
from tallystick.evaluate.matching import events_of
from tallystick.evaluate.training import SMOOTHING, Sample, estimate_parameters, labels, sample_of, write_parameters
from tallystick.link import find_origins, link_claims
from tallystick.model.claim import Claim
from tallystick.publish.exports import claim_to_json

PRIORS = {"prior": 0.3, "prior_undated": 0.08}
"""Chosen by cross-validation: the odds that candidate pairs start from, with dates and without."""
Rates = Sequence[tuple[float, float, float]]
"""Precision, recall and F1 per sample."""
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


def samples_of(shared: Path, corpus: Corpus) -> list[Sample]:
    """All candidate pairs among claims as annotated, and among claims as read, with the events they speak of."""
    gold = load_gold(shared)
    mixed = with_gold(corpus, shared, gold)
    annotated = {g.claim.claim_id: g.event for g in gold}
    read = events_of(corpus.claims, gold)
    return [
        sample_of(c.claims, find_origins(c.reports, c.claims, c.published), events)
        for c, events in ((mixed, annotated), (corpus, read))
    ]


def train(shared: Path, corpus: Corpus) -> None:
    """Write `link/parameters.json` anew from annotated pairs, with figures on events it was not made from, and EM's."""
    gold = load_gold(shared)
    samples = samples_of(shared, corpus)
    cited = cited_sample(shared, samples[1], {g.claim.report_id for g in gold})
    every = [*samples, cited]
    chosen = with_large_tolls(estimate_parameters(every, PRIORS), every)
    true = Counter(g.event for g in gold)
    trues = [true, true, Counter(e for e in cited.events if e is not None)]
    inside = [pairwise(s, chosen, t) for s, t in zip(every, trues, strict=True)]
    crossed = crossed_pairwise(every, PRIORS, trues, estimate_parameters)
    unseen = expect_and_maximise(samples, chosen)
    by_em = [pairwise(s, unseen, true) for s in samples]
    write_parameters({"how_made": _how_made(every, inside, crossed, by_em), **chosen}, PARAMETERS)


def _how_made(samples: Sequence[Sample], inside: Rates, crossed: Rates, by_em: Rates) -> list[str]:
    kinds = ("claims as annotated", "claims as read", "claims of reports cited for one incident")
    known = [labels(s) for s in samples]
    pairs = "; ".join(f"{(k == 1).sum()} pairs of one attack and {(k == 0).sum()} of two among {n}"
                      for k, n in zip(known, kinds, strict=True))  # fmt: skip
    return [
        f"Shares of each answer, with {SMOOTHING} added to every count, among candidate pairs of the annotated "
        f"development reports, where each comparison has data on both sides: {pairs}. The last count {WEIGHT} each: "
        "which report belongs to which incident is there Airwars' judgement.",
        "Levels of one group (a least number; a report's day in place of a claim's) are shares of that group alone.",
        "The toll level 'near_many' is estimated given that one side states a large toll: how often annotated pairs of "
        "one attack come within a tenth of each other, against how often any two candidates do.",
        "The place level 'neighbour' is set by hand: estimated it is 0.034 to 0.054, which does no better over halves "
        "and takes villages hit on one day for one. The priors were chosen by cross-validation over halves of events.",
        f"Pairwise precision, recall and F1 over all events: {_told(kinds, inside)}.",
        "The same for each half of the events (those of cited reports by themselves) with parameters of the other "
        f"half: {_told(kinds, crossed)}.",
        "For comparison, expectation and maximisation without annotation over all "
        f"{sum(len(s.scored.left) for s in samples[:2])} candidate pairs, started from these: {_told(kinds, by_em)}. "
        "It separates reports of one week and front from others rather than attacks, so it is not what is shipped.",
        "Made by: python -m tallystick.evaluate.links SHARED --train.",
    ]


def _told(kinds: Sequence[str], rates: Rates) -> str:
    return "; ".join(f"{kind} {p:.3f}, {r:.3f}, {f:.3f}" for kind, (p, r, f) in zip(kinds, rates, strict=False))


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

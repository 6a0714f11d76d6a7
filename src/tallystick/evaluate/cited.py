"""Claims in the reports that Airwars cites, by the incident they are cited for: many more pairs than are annotated.

Which report belongs to which incident is Airwars' judgement, and the claims are as the software reads them, so these
pairs count for less than annotated ones.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from tallystick.evaluate.training import Sample
from tallystick.model.claim import Claim

WEIGHT = 0.1
"""What a cited pair counts beside an annotated one; chosen on pairs of both kinds over halves of the events."""


def cited_sample(shared: Path, read: Sample, annotated: Collection[str]) -> Sample:
    """The candidate pairs of `read` with the incidents that reports are cited for in place of annotated events.

    Reports that cite for one incident and tell of one attack count; none whose incident an annotated report (id in
    `annotated`) is cited for, so that nothing is counted twice.
    """
    documents = (shared / "data" / "airwars-syria" / "documents.jsonl").read_text("utf-8").splitlines()
    cited = {d["doc_id"]: tuple(d["incident_ids"]) for d in map(json.loads, documents)}
    taken = {incident for report in annotated for incident in cited.get(report, ())}
    known = {r: found[0] for r, found in cited.items() if len(found) == 1 and not taken & set(found)}
    alone = _only_claims(read.claims)
    events = [known.get(c.report_id) if c.claim_id in alone and c.report_id not in annotated else None
              for c in read.claims]  # fmt: skip
    return replace(read, events=tuple(events), weight=WEIGHT)


def _only_claims(claims: Iterable[Claim]) -> set[str]:
    by_report: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report_id].append(claim.claim_id)
    return {found[0] for found in by_report.values() if len(found) == 1}

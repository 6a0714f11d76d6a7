"""Where in the page something stands: stable fragment names made from ids, so that a link to a passage can be cited."""

import hashlib
import re

from tallystick.model.claim import Span

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def anchor_of(identity: str) -> str:
    """The fragment of an incident, a claim or a report; ids with other characters than A-Z, 0-9 and - are hashed."""
    if _PLAIN.fullmatch(identity):
        return identity
    return f"x-{hashlib.sha256(identity.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def passage_anchor(claim_id: str, span: Span) -> str:
    """The fragment of one quoted passage of one claim."""
    return f"{anchor_of(claim_id)}.{span.start}-{span.end}"


def reports_anchor(incident_id: str) -> str:
    """The fragment of the list of reports of an incident."""
    return f"{anchor_of(incident_id)}.reports"


def report_anchor(incident_id: str, report_id: str) -> str:
    """The fragment of one report within one incident (a report may stand in several)."""
    return f"{anchor_of(incident_id)}.report.{anchor_of(report_id)}"

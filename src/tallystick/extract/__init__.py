"""Read what a report claims, by lexicons and grammar kept as data.

    clean → language → sentences → scan (lexicon hits) → numbers, casualties, dates, mentions → claims

Each grammar module turns lexicon hits into found things (`found.py`) over the clean text; `claims.py` gathers
them into one claim per attack and maps every span back to the report's canonical text.
Beside the claims, for findings: `circumstances.py` reads how attacks went, `campaign_totals.py` what a total covers,
`munition_evidence.py` how it is known what munition it was, `stated_shares.py` and `stated_uses.py` the shares and
numbers of strikes that reports themselves state.
For lists of people, and only when they are linked: `victim_names.py` reads whom a report names as dead.
"""

from tallystick.extract.campaign_totals import read_campaign_totals
from tallystick.extract.circumstances import read_circumstances
from tallystick.extract.claims import EXTRACTOR, read_claims
from tallystick.extract.munition_evidence import read_munition_evidence
from tallystick.extract.period import Period, period_of, periods_of
from tallystick.extract.places import PlaceNames
from tallystick.extract.stated_shares import read_stated_shares
from tallystick.extract.stated_uses import read_stated_uses
from tallystick.extract.victim_names import read_victim_names

__all__ = [
    "EXTRACTOR",
    "Period",
    "PlaceNames",
    "period_of",
    "periods_of",
    "read_campaign_totals",
    "read_circumstances",
    "read_claims",
    "read_munition_evidence",
    "read_stated_shares",
    "read_stated_uses",
    "read_victim_names",
]

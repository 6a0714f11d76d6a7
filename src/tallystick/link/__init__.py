"""Which claims speak of one attack, and how many independent origins stand behind them.

origins      copies, relays, outlets of one owner: two sources means two origins
pairs        how much two claims look like one attack, with a sentence per comparison (Splink on DuckDB)
cluster      claims into attacks: judgements outrank scores, and what reports count apart stays apart
incidents    each cluster as an Incident: its days, place, kind, origins, and an id that lasts
"""

from tallystick.link.attacks import Attacks, Linkage, find_attacks, link_claims
from tallystick.link.joint import settle_joint
from tallystick.link.origins import OriginGraph, find_origins

__all__ = ["Attacks", "Linkage", "OriginGraph", "find_attacks", "find_origins", "link_claims", "settle_joint"]

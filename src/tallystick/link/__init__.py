"""Which claims speak of one attack, and how many independent origins stand behind them.

origins      copies, relays, outlets of one owner: two sources means two origins
pairs        how much two claims look like one attack, with a sentence per comparison (Splink on DuckDB)
cluster      claims into attacks: judgements outrank scores, and what reports count apart stays apart
incidents    each cluster as an Incident: its days, place, kind, origins, and an id that lasts
"""

from tallystick.link.attacks import Linkage, link_claims
from tallystick.link.origins import OriginGraph, find_origins

__all__ = ["Linkage", "OriginGraph", "find_origins", "link_claims"]

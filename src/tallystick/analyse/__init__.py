"""Incidents become findings: what was hit, how often, by whom, with what, and which questions that raises.

select_incidents   a run → the part of it on some days, by some party
"""

from tallystick.analyse.selection import select_incidents

__all__ = ["select_incidents"]

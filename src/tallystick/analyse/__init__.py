"""Incidents become findings: what was hit, how often, by whom, with what, and which questions that raises.

select_incidents   a run → the part of it on some days, by some party
count_objects      a run → incidents and harm by what was hit
find_patterns      a run → repeat strikes, times of day, months, parties, attacks on medical care
tally_all          a run → the harm of all its incidents, added up
weigh_positions    statements of parties → each beside what independent origins say
position_sheets    their tests → the test sheet of each party
find_uses          a run → uses of munitions, each with its evidence
count_all          uses → how many distinct ones, by munition and by who is named
reported_hazards   a run → explosive remnants that reports place somewhere
control_shares     incidents or declared targets, and maps of control → how many lay in whose area (territory.py)
ask_questions      a run → questions of humanitarian law for counsel, with the facts for and against
"""

from tallystick.analyse.hazards import reported_hazards
from tallystick.analyse.ihl import ask_questions
from tallystick.analyse.munitions import count_all, find_uses
from tallystick.analyse.objects import count_objects
from tallystick.analyse.patterns import find_patterns
from tallystick.analyse.positions import position_sheets, weigh_positions
from tallystick.analyse.selection import select_campaigns, select_incidents
from tallystick.analyse.territory import control_shares
from tallystick.analyse.totals import tally_all

__all__ = [
    "ask_questions",
    "control_shares",
    "count_all",
    "count_objects",
    "find_patterns",
    "find_uses",
    "position_sheets",
    "reported_hazards",
    "select_campaigns",
    "select_incidents",
    "tally_all",
    "weigh_positions",
]

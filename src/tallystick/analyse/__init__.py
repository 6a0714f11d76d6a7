"""Incidents become findings: what was hit, how often, by whom, with what, and which questions that raises.

select_incidents   a run → the part of it on some days, by some party
count_objects      a run → incidents and harm by what was hit
find_patterns      a run → repeat strikes, times of day, months, parties, attacks on medical care
tally_all          a run → the harm of all its incidents, added up
weigh_positions    statements of parties → each beside what independent origins say
position_sheets    their tests → the test sheet of each party
ask_questions      a run → questions of humanitarian law for counsel, with the facts for and against
"""

from tallystick.analyse.ihl import ask_questions
from tallystick.analyse.objects import count_objects
from tallystick.analyse.patterns import find_patterns
from tallystick.analyse.positions import position_sheets, weigh_positions
from tallystick.analyse.selection import select_campaigns, select_incidents
from tallystick.analyse.totals import tally_all

__all__ = [
    "ask_questions",
    "count_objects",
    "find_patterns",
    "position_sheets",
    "select_campaigns",
    "select_incidents",
    "tally_all",
    "weigh_positions",
]

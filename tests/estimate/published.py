"""Tables printed in publications, small enough to stand here."""

from tallystick.estimate.lists import overlap_table
from tallystick.model.estimate import OverlapTable

KOSOVO_COUNTS = (306, 936, 123, 845, 31, 217, 32, 1131, 106, 228, 42, 177, 18, 181, 27)
"""Killings in Kosovo, March to June 1999, on four lists; patterns in binary order. Ball, P., Betts, W., Scheuren, F.,
Dudukovich, J. and Asher, J. (2002). Killings and refugee flow in Kosovo, March - June 1999. AAAS and ABA/CEELI."""

KOSOVO_LISTS = ("EXH", "ABA", "OSCE", "HRW")


def kosovo() -> OverlapTable:
    """4,400 people on lists by exhumations, the American Bar Association, the OSCE and Human Rights Watch."""
    counts = {tuple(int(b) for b in f"{i:04b}"): n for i, n in enumerate(KOSOVO_COUNTS, start=1)}
    return overlap_table(KOSOVO_LISTS, counts)


def health_attacks() -> OverlapTable:
    """Attacks on health care in Syria in 2016 by SAMS (177) and PHR (90), 60 on both."""
    return overlap_table(["SAMS", "PHR"], {(1, 1): 60, (1, 0): 117, (0, 1): 30})

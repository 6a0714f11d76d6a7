"""Gaza by age and sex beside the published estimate, with those of unknown stratum spread over the known ones.

    .venv/bin/python -m bench.gaza [FILE]   # default ../shared/data/mse/gaza_2023_2024.csv; JSON lines

Jamaluddine et al. (Lancet 2025; 405: 469-477) impute age and sex a hundred times from each record, adjust for the month
of death, fit the log-linear models of three lists within age and sex, and average them by AIC without those that put
the unlisted at five times the listed or more. The table here holds counts, not records, and no months. So a person's
age and sex are drawn from the people on the same lists of whom they are known (missing at random given the lists),
twenty times, and each stratum gets the average of its log-linear models by BIC.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tallystick.estimate import read_overlap_table, regroup_strata
from tallystick.estimate.distribution import draw_from
from tallystick.estimate.lists import UNKNOWN, overlap_table, seen_counts
from tallystick.estimate.loglinear import search_models
from tallystick.estimate.loglinear_answers import averaged_models
from tallystick.model.estimate import Estimate, OverlapTable

FILE = Path(__file__).parent.parent.parent / "shared" / "data" / "mse" / "gaza_2023_2024.csv"
IMPUTATIONS, DRAWS, SEED = 20, 2000, 1
Tally = Counter[tuple[int, ...]]


def known_strata(table: OverlapTable, rng: np.random.Generator) -> dict[str, Tally]:
    """The strata with everybody in one: unknown values are drawn by what is known of people on the same lists."""
    known = {s.name: s for s in table.strata if UNKNOWN not in str(s.name)}
    filled = {str(n): Counter(dict(zip(s.patterns, s.counts, strict=True))) for n, s in known.items()}
    before = {name: Counter(tally) for name, tally in filled.items()}
    for stratum in table.strata:
        if stratum.name in known:
            continue
        said = [part for part in str(stratum.name).split(", ") if not part.endswith(UNKNOWN)]
        open_to = [name for name in before if all(part in name.split(", ") for part in said)]
        for pattern, count in zip(stratum.patterns, stratum.counts, strict=True):
            share = rng.dirichlet([before[name][pattern] + 0.5 for name in open_to])
            for name, number in zip(open_to, rng.multinomial(count, share), strict=True):
                filled[name][pattern] += int(number)
    return filled


def summed(lists: tuple[str, ...], strata: dict[str, Tally], rng: np.random.Generator) -> NDArray[np.float64] | None:
    """Draws of the total over strata; None where a stratum has no estimate."""
    total = np.zeros(DRAWS)
    for name, tally in strata.items():
        table = overlap_table(lists, tally, name=name)
        answer = averaged_models(table, search_models(seen_counts(table), len(lists)))
        if not isinstance(answer, Estimate):
            return None
        total += draw_from(answer.quantiles, DRAWS, rng)
    return total


def main(file: Path) -> None:
    """One line for each way of dividing the dead."""
    whole = read_overlap_table(file)
    for columns in (["gender"], ["ageg"], ["gender", "ageg"]):
        table = regroup_strata(whole, columns)
        rng = np.random.default_rng(SEED)
        found = [summed(table.lists, known_strata(table, rng), rng) for _ in range(IMPUTATIONS)]
        given = [f for f in found if f is not None]
        row: dict[str, object] = {"by": " and ".join(columns), "imputations": IMPUTATIONS, "with_estimate": len(given)}
        if given:
            low, middle, high = np.quantile(np.concatenate(given), [0.025, 0.5, 0.975])
            row |= {"total": round(float(middle)), "low": round(float(low)), "high": round(float(high))}
        print(json.dumps(row))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE)

"""The page on those who are on no list: the picture of the lists, the models' intervals side by side, the sentence.

Pure functions from an `EstimateReport` to fragments of HTML with SVG inside; nothing is loaded, colours come from the
report's style sheet. Every number drawn is written beside its mark.
"""

from html import escape

from tallystick.model.estimate import Answer, Estimate, EstimateReport, OverlapTable

MOST_COLUMNS = 24
"""Patterns drawn; the rest are counted in words."""
COLUMN, ROW, TOP, LEFT = 26, 22, 150, 170
AXIS_LEFT, AXIS_WIDTH, LINE = 250, 430, 34

METHODS = {
    "lincoln_petersen": "Lincoln–Petersen",
    "chapman": "Chapman",
    "loglinear_bic": "Log-linear, best model",
    "loglinear_average": "Log-linear, averaged",
    "loglinear_bootstrap": "Log-linear, resampled",
    "decomposable_graphs": "Decomposable graphs",
    "latent_classes": "Latent classes",
    "two_kinds": "Two kinds of victims",
    "reported": "Reported",
}


def render_undercount(report: EstimateReport, sentence: str) -> str:
    """The whole section: sentence, picture of the lists, intervals, what they rest on, warnings, sensitivity.

    Args:
        report: what was estimated.
        sentence: the one that may be quoted, as `estimate.quote_report` words it.
    """
    return "\n".join(
        [
            '<section class="undercount" id="undercount">',
            "<h2>How many are on no list</h2>",
            f'<blockquote class="quotable"><p>{escape(sentence)}</p></blockquote>',
            draw_lists(report.table),
            draw_intervals(report),
            _refusals(report.answers),
            _items("What a reader must know", report.warnings),
            _sensitivity(report),
            "</section>",
        ]
    )


def draw_lists(table: OverlapTable) -> str:
    """An upset plot: a column for every way of being listed, its dots the lists, its bar the people."""
    columns = sorted(zip(table.patterns, table.counts, strict=True), key=lambda c: (-c[1], c[0]))
    shown, rest = columns[:MOST_COLUMNS], columns[MOST_COLUMNS:]
    highest = max((n for _, n in shown), default=1)
    width, height = LEFT + COLUMN * len(shown) + 20, TOP + ROW * len(table.lists) + 16
    drawn = [_column(at, pattern, count, highest) for at, (pattern, count) in enumerate(shown)]
    names = [
        f'<text x="{LEFT - 14}" y="{TOP + ROW * row + 20}" text-anchor="end">{escape(name)} ({table.on(row):,})</text>'
        for row, name in enumerate(table.lists)
    ]
    note = f"; {sum(n for _, n in rest):,} people in {len(rest)} rarer combinations are not drawn" if rest else ""
    return _figure(
        f"{table.listed:,} people on {len(table.lists)} lists, by the lists they are on{note}.",
        width,
        height,
        [*names, *drawn],
    )


def _column(at: int, pattern: tuple[int, ...], count: int, highest: int) -> str:
    x = LEFT + COLUMN * at + COLUMN // 2
    bar = round((TOP - 40) * count / highest, 1)
    on = [row for row, is_on in enumerate(pattern) if is_on]
    dots = "".join(
        f'<circle cx="{x}" cy="{TOP + ROW * row + 15}" r="6" fill="var({"--ink" if is_on else "--rule"})"/>'
        for row, is_on in enumerate(pattern)
    )
    line = (
        f'<line x1="{x}" x2="{x}" y1="{TOP + ROW * on[0] + 15}" y2="{TOP + ROW * on[-1] + 15}" '
        f'stroke="var(--ink)" stroke-width="3"/>'
    )
    return (
        f'<rect x="{x - 8}" y="{TOP - bar}" width="16" height="{bar}" fill="var(--accent)"/>'
        f'<text x="{x}" y="{TOP - bar - 5}" text-anchor="middle" font-size="10">{count:,}</text>{line}{dots}'
    )


def draw_intervals(report: EstimateReport) -> str:
    """Every method's interval on one axis, the reported one last; the listed as a line that no total can be below."""
    estimates = [a for a in (*report.answers, report.reported) if isinstance(a, Estimate)]
    if not estimates:
        return ""
    top = max(e.high for e in estimates) * 1.02
    height = LINE * len(estimates) + 46
    listed = _at(report.listed, top)
    floor = (
        f'<line x1="{listed}" x2="{listed}" y1="4" y2="{height - 30}" stroke="var(--soft)" stroke-dasharray="3 3"/>'
        f'<text x="{listed}" y="{height - 12}" text-anchor="middle">{report.listed:,} listed</text>'
    )
    rows = [_interval(at, estimate, top) for at, estimate in enumerate(estimates)]
    return _figure("What each method says of the total, with its 95 % interval.", 860, height, [floor, *rows])


def _interval(at: int, estimate: Estimate, top: float) -> str:
    y = LINE * at + 22
    low, middle, high = (_at(n, top) for n in (estimate.low, estimate.total, estimate.high))
    colour = "var(--accent)" if estimate.method == "reported" else "var(--ink)"
    weight = ' font-weight="700"' if estimate.method == "reported" else ""
    words = f"{estimate.total:,.0f} ({estimate.low:,.0f}–{estimate.high:,.0f})"
    return (
        f'<text x="{AXIS_LEFT - 12}" y="{y + 4}" text-anchor="end"{weight}>{escape(_name(estimate.method))}</text>'
        f'<line x1="{low}" x2="{high}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="4"/>'
        f'<circle cx="{middle}" cy="{y}" r="6" fill="{colour}"/>'
        f'<text x="{AXIS_LEFT + AXIS_WIDTH + 14}" y="{y + 4}"{weight}>{words}</text>'
    )


def _at(number: float, top: float) -> float:
    return round(AXIS_LEFT + AXIS_WIDTH * number / top, 1)


def _name(method: str) -> str:
    plain = method.removesuffix("_by_strata")
    return METHODS[plain] + (", by strata" if plain != method else "")


def _figure(caption: str, width: int, height: int, drawn: list[str]) -> str:
    return (
        f'<figure class="chart"><svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(caption)}" '
        f'font-family="var(--sans)" font-size="12" fill="var(--ink)" style="max-width:{width}px;width:100%">'
        f"{''.join(drawn)}</svg><figcaption>{escape(caption)}</figcaption></figure>"
    )


def _refusals(answers: tuple[Answer, ...]) -> str:
    silent = [f"{_name(a.method)}: {a.reason}" for a in answers if not isinstance(a, Estimate)]
    return _items("Methods that give no number", tuple(silent))


def _items(title: str, items: tuple[str, ...]) -> str:
    if not items:
        return ""
    return f"<h3>{escape(title)}</h3><ul>{''.join(f'<li>{escape(i)}</li>' for i in items)}</ul>"


def _sensitivity(report: EstimateReport) -> str:
    if not report.sensitivity:
        return ""
    cells = "".join(
        f'<tr><td class="number">× {s.odds_ratio:.2f}</td><td class="number">{s.total:,.0f}</td></tr>'
        for s in report.sensitivity
    )
    return (
        "<h3>If the lists depend on each other otherwise</h3>"
        "<p>Odds of being on one list for those on any other, against those on none, in times what the models find.</p>"
        '<table class="small"><thead><tr><th class="number">odds ratio</th><th class="number">total</th></tr></thead>'
        f"<tbody>{cells}</tbody></table>"
    )

"""One self-contained HTML page of a run: nothing is loaded, nothing runs, every number leads to the words under it."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tallystick.model.run import Run
from tallystick.publish.casebook import Casebook
from tallystick.publish.charts.incident_map import draw_map
from tallystick.publish.charts.outlines import Outline
from tallystick.publish.charts.timeline import draw_timeline
from tallystick.publish.incident_section import incident_section
from tallystick.publish.overview import key_rows, map_incidents, overview_of, timed_incidents
from tallystick.publish.passages import FIELDS
from tallystick.publish.remainder import campaign_reports, uneventful_reports, unplaced_reports, unread_reports
from tallystick.vocabulary import load_terms

if TYPE_CHECKING:
    from jinja2 import Environment

    from tallystick.publish.brief.sections import Section

WIDE, NARROW = (1040.0, 620.0), (400.0, 470.0)
"""Sizes of the map for a desk and for a telephone, so that names stay legible on both."""
# Characters that HTML or UTF-8 cannot carry: controls, lone surrogates, noncharacters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def render_report(
    run: Run,
    title: str,
    outlines: Sequence[Outline] = (),
    boundaries: str = "",
    beside: Sequence[tuple[str, str]] = (),
    findings: Sequence["Section"] = (),
) -> str:
    """The page of a run, the same characters for the same arguments.

    `boundaries` names whom the outlines come from, `beside` the pages that lie in the same folder (label, file name);
    `findings` are sections on all its incidents together.
    """
    from markupsafe import Markup

    book = Casebook(run)
    placed = map_incidents(book)
    style = files("tallystick.publish").joinpath("templates/report.css").read_text("utf-8")
    return (
        page_environment()
        .get_template("report.html.j2")
        .render(
            title=title,
            style=Markup(style),  # noqa: S704 our own file
            policy=content_policy(style),
            boundaries=boundaries,
            beside=beside,
            findings=findings,
            overview=overview_of(book),
            key_rows=key_rows(book),
            maps=[
                m for m in (draw_map(placed, outlines, WIDE), draw_map(placed, outlines, NARROW, locator=False)) if m
            ],
            timeline=draw_timeline(timed_incidents(book)),
            incidents=[incident_section(book, incident) for incident in book.incidents],
            campaigns=campaign_reports(book),
            unplaced=unplaced_reports(book),
            unread=unread_reports(book),
            uneventful=uneventful_reports(book),
            fields=FIELDS,
            grades=list(load_terms("grade").values()),
            statuses=list(load_terms("strike_status").values()),
        )
    )


def content_policy(style: str) -> str:
    """A content security policy under which only this very style sheet has any effect."""
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def page_environment() -> "Environment":
    """The templates of all pages: text is escaped, a name that is not there is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("tallystick.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_printable,
    )


def _printable(value: object) -> object:
    """Text as a browser can show it; characters that no page can carry become the replacement character."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return _UNPRINTABLE.sub("\ufffd", value)
    return value

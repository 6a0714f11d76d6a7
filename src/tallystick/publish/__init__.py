"""Turns a run into what others read: the report, short tables, and the exports that contracts.md promises.

    render_report    a run → one self-contained HTML page
    summary_rows     a run → the short table of incidents
    export_claims …  a run → JSON lines
    export_table     a run → a CSV or XLSX table of incidents

exports            JSON lines of claims, campaign claims, incidents and reports
tables             the short table, CSV and XLSX
figures            every number a page prints, with the claims under it
passages, quotes   the words of reports, marked
ranges, parties, evidence, incident_section, remainder, overview   what the page says, part by part
charts             map and timeline
report             the page itself, through templates/
"""

from tallystick.publish.exports import claim_to_json, export_campaigns, export_claims, export_incidents, export_reports
from tallystick.publish.position_exports import export_positions
from tallystick.publish.report import render_report
from tallystick.publish.tables import SUMMARY_HEADER, export_table, render_table, summary_json, summary_rows

__all__ = [
    "SUMMARY_HEADER",
    "claim_to_json",
    "export_campaigns",
    "export_claims",
    "export_incidents",
    "export_positions",
    "export_reports",
    "export_table",
    "render_report",
    "render_table",
    "summary_json",
    "summary_rows",
]

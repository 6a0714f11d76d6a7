"""The estimate as a page of its own, under the same content policy as the report."""

from html import escape
from importlib.resources import files

from tallystick.model.estimate import EstimateReport
from tallystick.publish.report import content_policy
from tallystick.publish.undercount import render_undercount


def render_undercount_page(report: EstimateReport, sentence: str) -> str:
    """One self-contained page: the sentence, the lists, the models side by side, the warnings."""
    style = files("tallystick.publish").joinpath("templates/report.css").read_text("utf-8")
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(content_policy(style), quote=True)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>How many are on no list</title>\n<style>{style}</style>\n</head>\n<body>\n<main>",
            render_undercount(report, sentence),
            "</main>\n</body>\n</html>\n",
        ]
    )

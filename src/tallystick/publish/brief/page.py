"""The brief as one self-contained page: two sheets of A4 when printed, the notes below them on a screen."""

from importlib.resources import files

from tallystick.publish.brief.notes import note_key, number_notes, write_notes
from tallystick.publish.brief.sections import Brief, figures_of
from tallystick.publish.casebook import Casebook
from tallystick.publish.passages import FIELDS
from tallystick.publish.report import content_policy, page_environment


def render_brief(brief: Brief, book: Casebook, report_file: str) -> str:
    """The page; `report_file` is the name of the full report beside it, which the notes lead to."""
    from markupsafe import Markup

    numbers = number_notes(figures_of(brief))
    style = files("tallystick.publish").joinpath("templates/brief.css").read_text("utf-8")
    return (
        page_environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            style=Markup(style),  # noqa: S704 our own file
            policy=content_policy(style),
            notes=write_notes(book, numbers),
            number_of=lambda figure: numbers[note_key(figure)],
            report_file=report_file,
            manifest=dict(book.run.manifest),
            run_id=book.run.run_id,
            fields=FIELDS,
        )
    )

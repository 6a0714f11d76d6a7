"""What was hit: incidents and deaths by object, and by object with party and with month."""

from tallystick.analyse.headings import month_headings, object_headings, party_headings
from tallystick.analyse.totals import tally_by
from tallystick.model.finding import Tally
from tallystick.model.run import Run


def count_objects(run: Run) -> tuple[Tally, ...]:
    """Incidents and harm by object; then by object and party; then by object and month.

    An incident in which several objects were hit counts under each of them, so the rows of a table add up to more than
    the incidents; one of which nobody says what was hit counts under `unknown`.
    """
    return (
        *tally_by(run, lambda _, a: ((("object", o),) for o in object_headings(a))),
        *tally_by(
            run, lambda _, a: ((("object", o), ("party", p)) for o in object_headings(a) for p in party_headings(a))
        ),
        *tally_by(
            run, lambda i, a: ((("object", o), ("month", m)) for o in object_headings(a) for m in month_headings(i))
        ),
    )

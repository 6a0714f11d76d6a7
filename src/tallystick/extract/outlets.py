"""Which publishers are a party's own: `outlets.yml`."""

from functools import cache
from importlib.resources import files

import yaml

from tallystick.vocabulary import require_code


def author_of(publisher: str | None) -> str | None:
    """The party whose own text a publisher prints; None for everybody else."""
    if not publisher:
        return None
    name = publisher.strip().lower()
    host = name.removeprefix("https://").removeprefix("http://").removeprefix("www.").partition("/")[0]
    return next((actor for actor, own in _outlets() if own in (name, host) or host.endswith("." + own)), None)


@cache
def _outlets() -> tuple[tuple[str, str], ...]:
    listed = yaml.safe_load(files("tallystick.extract").joinpath("outlets.yml").read_text("utf-8"))
    return tuple((require_code("actor", actor), own.lower()) for actor, names in listed.items() for own in names)

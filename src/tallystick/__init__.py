"""Tallystick turns many conflicting reports of attacks on civilians into counts that stand up.

One verb per stage, in the order of the flow:

    read_file        a file → Report records (collect)
    read_claims      a report → what it claims, span by span (extract)
    locate_claims    claims → claims with places, or why not (locate)
    link_claims      claims → incidents, with independent origins (link)
    assess_incident  an incident → ranges, attribution, grade, each with its reason (reconcile)
    render_report    a run → one HTML page (publish)

`tallystick.pipeline` runs them over a project on disk; the nouns are in `tallystick.model`.
"""

from importlib import import_module

__version__ = "0.1.0"

_VERBS = {
    "read_file": "collect",
    "read_claims": "extract",
    "locate_claims": "locate",
    "link_claims": "link",
    "assess_incident": "reconcile",
    "render_report": "publish",
}
__all__ = [
    "__version__",
    "assess_incident",
    "link_claims",
    "locate_claims",
    "read_claims",
    "read_file",
    "render_report",
]


def __getattr__(name: str) -> object:
    """Stages are imported when first asked for, so that `import tallystick` stays cheap."""
    if name in _VERBS:
        return getattr(import_module(f"tallystick.{_VERBS[name]}"), name)
    raise AttributeError(f"module 'tallystick' has no attribute {name!r}")

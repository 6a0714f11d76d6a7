"""The flow of maps of control: a file is checked and kept, and what happened is held against it.

    add_territory      file → analyse, in a limited process (all of it right, or refused) → the project's list of maps
    load_control       the maps that a project lists
    find_control       the incidents of a run against these maps, beside what reports say of such shares
    share_targets      a file of declared targets → analyse, locate → the same shares of these

Beside `findings.py`, which counts what lay in whose area. No run depends on a map.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from tallystick import demo, locate, store
from tallystick.analyse.targets import read_targets
from tallystick.analyse.territory import control_shares, find_whereabouts, incident_places, weekly_shares
from tallystick.analyse.territory_fields import LayerFields
from tallystick.extract.stated_shares import read_stated_shares
from tallystick.model.claim import Claim, ClaimedPlace, Span
from tallystick.model.finding import Selection
from tallystick.model.run import Run
from tallystick.model.territory import ControlFindings, ControlLayer, ControlShare, DeclaredTarget
from tallystick.settings import read_settings, settings_text
from tallystick.territory_reading import read_map


@dataclass(frozen=True, slots=True)
class TerritoryAdded:
    """What came of adding a map: where it is kept, what it holds, and what is odd about it."""

    path: Path
    layer: ControlLayer
    warnings: tuple[str, ...]
    is_new: bool


def add_territory(project: store.Project, source: Path, fields: LayerFields) -> TerritoryAdded:
    """Check a map of control, keep the file and what was read, and enter it in the settings; or refuse all of it."""
    settings = read_settings(project.folder)
    read = read_map(project, source, fields)
    project.vault().keep_original(source, source.name)
    name = store.save_territory(project, read.layer)
    is_new = name not in settings.territory
    if is_new:
        extended = replace(settings, territory=(*settings.territory, name))
        project.settings_file.write_text(settings_text(extended), "utf-8")
    return TerritoryAdded(project.folder / name, read.layer, read.warnings, is_new)


def add_demo_control(project: store.Project) -> TerritoryAdded:
    """The towns of the packaged case and who held them; each row of the file names its source."""
    fields = LayerFields(demo.CONTROL_MAKER, valid_from="valid_from", valid_to="valid_to", party_field="party")
    return add_territory(project, demo.control_path(), fields)


def load_control(project: store.Project) -> tuple[ControlLayer, ...]:
    """The maps of control that the project lists, in that order."""
    return store.load_territory(project, read_settings(project.folder).territory)


def find_control(project: store.Project, run: Run) -> ControlFindings:
    """Where the run's incidents lay on the project's maps, by map maker and party, in all and week by week."""
    layers, places = load_control(project), incident_places(run.incidents)
    reports = {report.report_id: report for report in run.reports}
    stated = (read_stated_shares(reports[reading.report_id], reading) for reading in run.readings)
    return ControlFindings(
        shares=control_shares(places, layers),
        weekly=weekly_shares(places, layers),
        whereabouts=find_whereabouts(places, layers),
        stated=tuple(share for shares in stated for share in shares),
    )


def locate_targets(project: store.Project, source: Path) -> tuple[DeclaredTarget, ...]:
    """Declared targets of a file, those without a position looked up by name; where that fails it stays unknown."""
    settings = read_settings(project.folder)
    gazetteer = locate.load_gazetteer([project.folder / name for name in settings.gazetteers])
    return tuple(t if t.place else _looked_up(t, gazetteer) for t in read_targets(source))


def share_targets(project: store.Project, source: Path, selection: Selection) -> tuple[ControlShare, ...]:
    """The share of declared targets in each party's area; those of other days or other declaring parties left out."""
    targets = [t for t in locate_targets(project, source) if _is_asked_for(t, selection)]
    return control_shares([t.dated_place for t in targets], load_control(project), "declared targets")


def _is_asked_for(target: DeclaredTarget, selection: Selection) -> bool:
    is_then = selection.days is None or (target.days is not None and target.days.overlaps(selection.days))
    return is_then and selection.party in (None, target.declared_by)


def _looked_up(target: DeclaredTarget, gazetteer: locate.Gazetteer) -> DeclaredTarget:
    words = Span(0, len(target.place_name))
    claim = Claim(
        target.target_id, target.target_id, "declared", places=(ClaimedPlace(target.place_name, "where", words),)
    )
    (located,) = locate.locate_claims([claim], gazetteer)
    return replace(target, place=located.places[0].place)

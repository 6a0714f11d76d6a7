"""A project's settings: one frozen record read strictly from its tallystick.toml."""

import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from tallystick.model.errors import ExpectedError
from tallystick.model.identity import content_id

FILE_NAME = "tallystick.toml"
_LISTS = ("gazetteers", "territory")
_OF_FINDINGS = ("territory",)


class SettingsError(ExpectedError):
    """tallystick.toml cannot be understood; the message says where and what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project may decide for itself. Everything else is code or data of the package."""

    title: str = "Reports of attacks on civilians"
    """Stands at the head of the report."""
    policy: str = "airwars"
    """The range policy that reads a range of deaths out of competing figures (docs/method/reconcile.md)."""
    gazetteers: tuple[str, ...] = ()
    """Compiled gazetteer files of other countries, relative to the project folder."""
    territory: tuple[str, ...] = ()
    """Maps of control, relative to the project folder. No run is derived from them, findings are."""

    @property
    def settings_hash(self) -> str:
        """Changes whenever a setting that can change a run changes."""
        return content_id("settings", {k: v for k, v in asdict(self).items() if k not in _OF_FINDINGS})


def read_settings(folder: Path) -> Settings:
    """The settings of the project in `folder`; SettingsError names what is wrong."""
    path = folder / FILE_NAME
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML ({error})") from error
    known = {field.name for field in fields(Settings)}
    if unknown := sorted(table.keys() - known):
        raise SettingsError(f"{path}: unknown setting {unknown[0]!r}; known: {', '.join(sorted(known))}")
    lists = {name: table.pop(name, []) for name in _LISTS}
    for name, value in table.items():
        if not isinstance(value, str):
            raise SettingsError(f"{path}: {name} must be a text in quotes")
    for name, files in lists.items():
        if not isinstance(files, list) or not all(isinstance(f, str) for f in files):
            raise SettingsError(f"{path}: {name} must be a list of file names")
    return Settings(gazetteers=tuple(lists["gazetteers"]), territory=tuple(lists["territory"]), **table)


def settings_text(settings: Settings) -> str:
    """The TOML that `tallystick new` writes, with its reasons."""
    return (
        "# Settings of this Tallystick project. Only what stands here can differ between projects.\n\n"
        f'title = "{_escape(settings.title)}"\n\n'
        "# How a range of deaths is read out of competing figures; see docs/method/reconcile.md.\n"
        f'policy = "{settings.policy}"\n\n'
        "# Further gazetteers, made with `tallystick gazetteer add`; Syria is built in.\n"
        f"gazetteers = {_list_text(settings.gazetteers)}\n\n"
        "# Maps of who held which ground, made with `tallystick territory add`.\n"
        f"territory = {_list_text(settings.territory)}\n"
    )


def _list_text(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{_escape(name)}"' for name in names) + "]"


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")

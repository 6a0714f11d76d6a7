"""A project's settings: one frozen record read strictly from its tallystick.toml."""

import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from tallystick.model.errors import ExpectedError
from tallystick.model.identity import content_id

FILE_NAME = "tallystick.toml"


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

    @property
    def settings_hash(self) -> str:
        """Changes whenever a setting that can change a run changes."""
        return content_id("settings", asdict(self))


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
    gazetteers = table.pop("gazetteers", [])
    for name, value in table.items():
        if not isinstance(value, str):
            raise SettingsError(f"{path}: {name} must be a text in quotes")
    if not isinstance(gazetteers, list) or not all(isinstance(g, str) for g in gazetteers):
        raise SettingsError(f"{path}: gazetteers must be a list of file names")
    return Settings(gazetteers=tuple(gazetteers), **table)


def settings_text(settings: Settings) -> str:
    """The TOML that `tallystick new` writes, with its reasons."""
    return (
        "# Settings of this Tallystick project. Only what stands here can differ between projects.\n\n"
        f'title = "{_escape(settings.title)}"\n\n'
        "# How a range of deaths is read out of competing figures; see docs/method/reconcile.md.\n"
        f'policy = "{settings.policy}"\n\n'
        "# Further gazetteers, made with `tallystick gazetteer add`; Syria is built in.\n"
        f"gazetteers = [{', '.join(chr(34) + _escape(g) + chr(34) for g in settings.gazetteers)}]\n"
    )


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")

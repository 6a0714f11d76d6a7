"""One file, whatever it is → its reports, and a refusal for each part that could not be read."""

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from tallystick.collect.columns import ColumnMapping
from tallystick.collect.jsonl import read_jsonl
from tallystick.collect.limits import UnreadableError
from tallystick.collect.sandbox import read_in_sandbox
from tallystick.collect.sniff import sniff
from tallystick.collect.tables import read_csv
from tallystick.collect.text import read_text
from tallystick.model.report import Refusal, Report


def read_file(path: Path, mapping: ColumnMapping | None = None) -> Iterator[Report | Refusal]:
    """Every report in the file, one after another; what cannot be read comes as a `Refusal` instead.

    The file is only read. `mapping` says which columns a table has; other kinds of file ignore it.
    """
    try:
        _check_is_plain_file(path)
        kind = sniff(path)
        digest = _sha256(path)
        for item in _read(path, kind, mapping or ColumnMapping()):
            yield replace(item, original_sha256=digest) if isinstance(item, Report) else item
    except UnreadableError as error:
        yield Refusal(str(path), error.line, error.reason)
    except OSError as error:
        yield Refusal(
            str(path), None, f"The file cannot be read ({error.strerror or error}); check its name and rights."
        )


def list_files(folder: Path) -> list[Path]:
    """The files in a folder and its subfolders, by name; hidden ones and symbolic links are left out."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(parent) / name for name in names if not name.startswith("."))
        found += [path for path in paths if not path.is_symlink()]
    return sorted(found)


def _read(path: Path, kind: str, mapping: ColumnMapping) -> Iterator[Report | Refusal]:
    if kind == "text":
        return iter((read_text(path),))
    if kind == "jsonl":
        return read_jsonl(path, _read_html_string)
    if kind == "csv":
        return read_csv(path, mapping)
    return read_in_sandbox(path, kind, asdict(mapping))


def _check_is_plain_file(path: Path) -> None:
    if "\x00" in str(path):
        raise UnreadableError("The name holds a NUL character; no file can be called that.")
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise UnreadableError("This is a symbolic link; name the file it points to.")
    if stat.S_ISDIR(mode):
        raise UnreadableError("This is a folder; add the files that are in it.")
    if not stat.S_ISREG(mode):
        raise UnreadableError("This is a device or a pipe, not a file; save what it gives and add that.")


def _read_html_string(html: str) -> Report:
    """The `html` of one JSON line, in the sandbox like any other page."""
    with tempfile.NamedTemporaryFile(prefix="tallystick-", suffix=".html") as file:
        file.write(b"\xef\xbb\xbf" + html.encode("utf-8", "replace"))
        file.flush()
        item = next(read_in_sandbox(Path(file.name), "html", {}))
    if isinstance(item, Refusal):
        raise UnreadableError(f"Its `html`: {item.reason}")
    return item


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

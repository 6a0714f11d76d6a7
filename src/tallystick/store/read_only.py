"""After a write that failed, or a fault that `verify` found, nothing more is written until somebody has looked.

A drive that failed once may have lost what it said was written; going on would mix a record that may be broken with
new entries. The mark is a file beside the database, so that every later process sees it too.
"""

from contextlib import suppress
from pathlib import Path

from tallystick.store.errors import VaultReadOnlyError
from tallystick.store.evidence import sync_folder, write_durably
from tallystick.store.findings import Finding

_OF_SOMETHING_ELSE = ("runs.damaged", "checkpoint.signature", "checkpoint.other_vault")
"""Errors that leave the vault itself whole: a run is derived, a wrong key or a stranger's checkpoint proves nothing."""


def mark_read_only(vault_file: Path, why: str) -> None:
    """Refuse writing from now on; where not even the mark can be written, the failed step was refused all the same."""
    with suppress(OSError):
        write_durably(_mark(vault_file), (why.strip() + "\n").encode())


def read_only_because(vault_file: Path) -> str | None:
    """Why nothing may be written to this vault; None when it may."""
    try:
        return _mark(vault_file).read_text("utf-8", "replace").strip() or "no reason is noted"
    except FileNotFoundError:
        return None


def require_writable(vault_file: Path) -> None:
    """VaultReadOnlyError when the vault was marked."""
    if why := read_only_because(vault_file):
        raise VaultReadOnlyError(
            f"this vault is read-only: {why}. Make a backup, look after the disk, and run `tallystick verify`: "
            "when it finds the vault whole, it opens it for writing again"
        )


def settle(vault_file: Path, findings: tuple[Finding, ...]) -> str | None:
    """After a verification: close a vault that is not whole, open one that is; what changed, as a sentence."""
    faults = [f for f in findings if f.level == "error" and f.code not in _OF_SOMETHING_ELSE]
    was = read_only_because(vault_file)
    if faults:
        mark_read_only(vault_file, f"verify found that {faults[0].says} ({faults[0].subject})")
        return None if was else "the vault is read-only from now on; restore a backup, or ask whoever holds one"
    if was is None:
        return None
    _mark(vault_file).unlink(missing_ok=True)
    sync_folder(vault_file.parent)
    return f"the vault is whole and open for writing again; it was read-only because {was}"


def _mark(vault_file: Path) -> Path:
    return vault_file.with_name(f"{vault_file.name}.read-only")

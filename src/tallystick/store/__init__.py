"""The store: what was put in (the vault, append-only and checkable) and what was derived (runs, immutable).

create_project, open_project   a folder with settings, vault (a SQLite file, or a team's PostgreSQL), originals, runs
Project.vault()                keep_original, add_reports, add_judgement, load_reports, checkpoint, record_custody
save_run, load_run, list_runs  snapshots of everything derived
load_readings, save_readings   a cache of extraction, deletable at any time
load_territory, save_territory maps of who held which ground

Imported from their own modules, because they need SQLAlchemy or cryptography at once:
verify.verify_project · checkpoints.make_signing_key, write_checkpoint · backup.backup_project ·
restore.restore_project · doctor.diagnose · sources.name_custodian, add, show, erase · dump.dump_vault, dump_log
"""

from tallystick.store.errors import (
    NotAProjectError,
    ProjectExistsError,
    RunConflictError,
    RunDamagedError,
    StoreError,
    TerritoryDamagedError,
    UnknownOriginalError,
    UnknownRunError,
    UnreadableFileError,
    VaultBusyError,
    VaultDamagedError,
    VaultReadOnlyError,
    VaultVersionError,
    VaultWriteError,
)
from tallystick.store.evidence import Original
from tallystick.store.project import Project, create_project, open_project
from tallystick.store.readings import load_readings, save_readings
from tallystick.store.runs import latest_run_id, list_runs, load_incidents, load_run, save_run
from tallystick.store.territory import load_territory, save_territory

__all__ = [
    "NotAProjectError",
    "Original",
    "Project",
    "ProjectExistsError",
    "RunConflictError",
    "RunDamagedError",
    "StoreError",
    "TerritoryDamagedError",
    "UnknownOriginalError",
    "UnknownRunError",
    "UnreadableFileError",
    "VaultBusyError",
    "VaultDamagedError",
    "VaultReadOnlyError",
    "VaultVersionError",
    "VaultWriteError",
    "create_project",
    "latest_run_id",
    "list_runs",
    "load_incidents",
    "load_readings",
    "load_run",
    "load_territory",
    "open_project",
    "save_readings",
    "save_run",
    "save_territory",
]

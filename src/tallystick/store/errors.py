"""What can go wrong with a project on disk. Every message says what to do."""

from tallystick.model.errors import ExpectedError


class StoreError(ExpectedError):
    """Something about the project folder that a person has to see."""


class NotAProjectError(StoreError):
    """The folder holds no Tallystick project."""


class ProjectExistsError(StoreError):
    """A new project would lie over something that is already there."""


class VaultVersionError(StoreError):
    """The vault was written by a newer Tallystick than this one."""


class VaultDamagedError(StoreError):
    """What is stored is not what was put in."""


class VaultBusyError(StoreError):
    """Somebody else has been writing for too long."""


class VaultRacedError(VaultBusyError):
    """Somebody who did not queue wrote at the same moment; the step was taken back and can be done anew."""


class VaultUnreachableError(StoreError):
    """The server that holds the vault does not answer, or went away before it acknowledged."""


class AddressError(StoreError):
    """The address of a database is none, or holds what must not lie in a project's folder."""


class DriverMissingError(StoreError):
    """The driver for PostgreSQL is not installed."""


class UnsafeServerError(StoreError):
    """The server runs with settings under which an acknowledgement means nothing."""


class VaultWriteError(StoreError):
    """The disk refused a write; nothing of it was acknowledged."""


class VaultReadOnlyError(StoreError):
    """A write failed or a fault was found before; nothing is written until somebody has looked."""


class UnreadableFileError(StoreError):
    """A file that was to be kept cannot be read; nothing of it is kept."""


class TerritoryDamagedError(StoreError):
    """A map of control that the project keeps is missing, or is not what was saved."""


class UnknownOriginalError(StoreError):
    """A report names an original that was never kept."""


class UnknownRunError(StoreError):
    """There is no such run, or no run at all."""


class RunConflictError(StoreError):
    """Another content already stands under this run id."""


class RunDamagedError(StoreError):
    """A file of a run is missing or is not what its manifest says."""


class BackupTornError(StoreError):
    """A backup is incomplete or was changed; it is not restored."""


class DiskFullError(VaultWriteError):
    """The disk has no room for what is to be kept; nothing of it was acknowledged."""

"""How much of one file we are willing to take, and the error of a part that we do not take."""

from tallystick.model.errors import ExpectedError

MAX_TEXT_BYTES = 20_000_000
"""The longest text of one report, in bytes of UTF-8: about 3,000 printed pages."""
MAX_UNPACKED_BYTES = 400_000_000
"""The most that a packed file (XLSX, WACZ, compressed WARC) may unpack to, counted as it is produced."""
MAX_OUTPUT_BYTES = 1_000_000_000
"""The most that one file's reports may add up to when they come out of the sandbox."""
MAX_MEMORY_BYTES = 512 * 1024 * 1024
"""Memory for reading one file, above what the bare reading process needs."""
MAX_CPU_SECONDS = 30
MAX_WALL_SECONDS = 60
MAX_METADATA_BYTES = 1_000_000
"""The most that the unknown keys of one report may add up to."""


class UnreadableError(ExpectedError):
    """A part of a file that cannot be taken in; the message is one sentence that says what to do."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line

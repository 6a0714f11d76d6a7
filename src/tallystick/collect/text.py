"""Plain text: one file, one report."""

from pathlib import Path

from tallystick.collect.encoding import decode
from tallystick.collect.fields import check_text, report_id
from tallystick.collect.limits import MAX_TEXT_BYTES, UnreadableError
from tallystick.model.report import Report


def read_text(path: Path) -> Report:
    """The file's characters, with line ends unified to a line feed.

    Raises:
        UnreadableError: too long, undecodable, blank or not plain text.
    """
    if (size := path.stat().st_size) > MAX_TEXT_BYTES:
        raise UnreadableError(f"The text has {size:,} bytes, more than {MAX_TEXT_BYTES:,}; split it and add the parts.")
    decoded = decode(path.read_bytes())
    text = check_text(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise UnreadableError("The file holds no text, only blank space; leave it out.")
    notes = (("decoded_as", f'"{decoded.decoded_as}"'),) if decoded.decoded_as else ()
    return Report(report_id(text, None, None), text, metadata=notes)

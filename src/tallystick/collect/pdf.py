"""PDF: the text of every page in reading order."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from tallystick.collect.fields import check_text, report_id
from tallystick.collect.limits import UnreadableError
from tallystick.model.report import Refusal, Report


def read_pdf(path: Path) -> Iterator[Report | Refusal]:
    """The one report of a document, and a refusal for each page that could not be read."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("The PDF is damaged, cut off or locked with a password; get it again.") from error
    pages = [page.get_textpage().get_text_range() for page in document]
    text = check_text("\n\n".join(pages).replace("\r\n", "\n"))
    if not text.strip():
        raise UnreadableError("The PDF holds pictures of text only (a scan); run OCR on it and add the result.")
    yield Report(report_id(text, None, None), text, media_type="application/pdf")

"""The second extractor, only where asked for: a language model proposes, the words of the report decide.

Any endpoint that speaks the OpenAI chat protocol will do, a local one as much as a hosted one. One report a call.
The report is handed over as delimited data; of the answer nothing counts that the report does not say (grounding.py).
This and `collect/fetch.py` are the only places of Tallystick that open a connection.
"""

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallystick.extract.clean import clean_text
from tallystick.extract.furniture import find_furniture
from tallystick.extract.ground import read_ground
from tallystick.extract.grounding import ground_attack
from tallystick.extract.language import detect_language
from tallystick.extract.llm_reply import MalformedReplyError, read_reply, request_body
from tallystick.extract.own_date import find_own_date
from tallystick.extract.pack import known_languages, load_pack
from tallystick.model.errors import ExpectedError
from tallystick.model.reading import Reading
from tallystick.model.report import Report
from tallystick.model.when import Days

if TYPE_CHECKING:
    import httpx

_MOST_RETRIES = 2
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class LlmError(ExpectedError):
    """The endpoint gave no usable answer."""


class LlmUnreachableError(LlmError):
    """The endpoint could not be reached, or stayed busy."""


class LlmTimeoutError(LlmError):
    """The endpoint did not answer in time."""


class LlmRejectedError(LlmError):
    """The endpoint does not take the request: key, model or address are wrong."""


class LlmReplyError(LlmError):
    """The answer is too long or not what the protocol says."""


@dataclass(frozen=True, slots=True)
class LlmEndpoint:
    """Where a model answers, and how long to wait for it."""

    url: str
    """Up to and without `/chat/completions`, say `http://127.0.0.1:11434/v1`."""
    model: str
    api_key: str | None = field(default=None, repr=False)
    timeout_seconds: float = 120.0
    """For one answer from the first byte sent to the last byte read."""
    retries: int = _MOST_RETRIES
    max_bytes: int = 2_000_000

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise LlmError(f"{self.url!r} is no http or https address")
        if not 0 <= self.retries <= _MOST_RETRIES:
            raise LlmError(f"retries must be 0 to {_MOST_RETRIES}, not {self.retries}")


@dataclass(frozen=True, slots=True)
class LlmReading:
    """What is left of a model's answer, and what was refused: (reason, how often), sorted."""

    reading: Reading
    refused: tuple[tuple[str, int], ...]


def read_claims_with_llm(report: Report, endpoint: LlmEndpoint) -> LlmReading:
    """What a model reads in a report, as far as the report's own words say it. Raises LlmError."""
    extractor = f"llm/{endpoint.model}"
    clean = clean_text(report.text, find_furniture(report.text))
    language = detect_language(clean.text, report.language)
    if language is None or language not in known_languages():
        why = f"no language file for {language!r} to check a model's answer with"
        return LlmReading(Reading(report.report_id, extractor, language, None, (), unread=why), ())
    pack = load_pack(language)
    published = find_own_date(report, clean, pack)
    try:
        attacks, malformed = read_reply(_ask(report, endpoint))
    except MalformedReplyError as error:
        raise LlmReplyError(f"{endpoint.model}: {error}") from error
    ground = read_ground(report, pack, published)
    if malformed:
        ground.refused["attack of the wrong shape"] += malformed
    claims = {c.claim_id: c for a in attacks if (c := ground_attack(ground, a, extractor))}
    reading = Reading(
        report.report_id, extractor, language, Days.on(published) if published else None, tuple(claims.values())
    )
    return LlmReading(reading, tuple(sorted(ground.refused.items())))


def _ask(report: Report, endpoint: LlmEndpoint) -> str:
    """The text of the model's answer."""
    try:
        import httpx
    except ImportError as error:
        raise LlmError("a model needs the package httpx: pip install 'tallystick[llm]'") from error
    # No compression: a small answer must not unpack into a huge one.
    headers = {"Accept-Encoding": "identity"}
    if endpoint.api_key:
        headers["Authorization"] = f"Bearer {endpoint.api_key}"
    with httpx.Client(
        timeout=endpoint.timeout_seconds, headers=headers, trust_env=False, verify=endpoint.url.startswith("https:")
    ) as client:
        for last in [False] * endpoint.retries + [True]:
            try:
                return _content(_post(client, report, endpoint))
            except (LlmUnreachableError, LlmTimeoutError):
                if last:
                    raise
    raise AssertionError("the last attempt answers or raises")


def _post(client: "httpx.Client", report: Report, endpoint: LlmEndpoint) -> bytes:
    import httpx

    deadline = time.monotonic() + endpoint.timeout_seconds
    address = f"{endpoint.url.rstrip('/')}/chat/completions"
    try:
        with client.stream("POST", address, json=request_body(report, endpoint.model)) as response:
            if response.status_code in _BUSY:
                raise LlmUnreachableError(f"{address} is busy (HTTP {response.status_code}); try again later")
            if response.status_code != httpx.codes.OK:
                raise LlmRejectedError(f"{address} answered HTTP {response.status_code}; check address, key and model")
            return _body(response, endpoint, deadline)
    except httpx.TimeoutException as error:
        raise LlmTimeoutError(f"{address} did not answer within {endpoint.timeout_seconds:g} s") from error
    except httpx.HTTPError as error:
        raise LlmUnreachableError(f"{address} cannot be reached ({error})") from error


def _body(response: "httpx.Response", endpoint: LlmEndpoint, deadline: float) -> bytes:
    """All bytes of an answer that stays within its size and its time."""
    body = bytearray()
    if response.headers.get("content-encoding", "identity") != "identity":
        raise LlmReplyError(f"{endpoint.model}: the answer is compressed, which was not asked for")
    for chunk in response.iter_raw(65_536):
        body += chunk
        if len(body) > endpoint.max_bytes:
            raise LlmReplyError(f"{endpoint.model}: the answer is longer than {endpoint.max_bytes} bytes")
        if time.monotonic() > deadline:
            raise LlmTimeoutError(f"{endpoint.model} did not finish within {endpoint.timeout_seconds:g} s")
    return bytes(body)


def _content(body: bytes) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise LlmReplyError("the answer does not follow the chat protocol") from error
    if not isinstance(content, str):
        raise LlmReplyError("the answer holds no text")
    return content

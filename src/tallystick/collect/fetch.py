"""Fetching a page, when asked to: the only code of Tallystick that reaches out to the network.

Each hop is checked anew: http or https, a usual port, no name or password in the address, every address the name
resolves to public. The connection goes to the very address that was checked (a second answer of the name server is
never asked for), and TLS is checked against the name. Size is counted as it arrives. What was said on both sides is
kept as WARC, which is the original.
"""

import http.client
import io
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import SplitResult, urljoin, urlsplit

from tallystick.collect.addresses import is_public
from tallystick.model.errors import ExpectedError

Resolve = Callable[[str, int], Sequence[str]]
Allow = Callable[[str], bool]
Headers = tuple[tuple[str, str], ...]
AGENT = "Tallystick"


class FetchError(ExpectedError):
    """A page that was not fetched, and why, in words for the ledger."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How much one fetch may take."""

    redirects: int = 5
    body_bytes: int = 50_000_000
    seconds: float = 60.0
    ports: tuple[int, ...] = (80, 443)


@dataclass(frozen=True, slots=True)
class Network:
    """How names are resolved, which addresses may be reached, and whom TLS trusts."""

    resolve: Resolve
    allow: Allow
    trust: ssl.SSLContext


@dataclass(frozen=True, slots=True)
class Hop:
    """One request and its answer, as they went over the wire."""

    url: str
    address: str
    asked: Headers
    status: int
    reason: str
    headers: Headers
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header of the answer."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was fetched: where it was in the end, its bytes, and all that was said as WARC."""

    url: str
    final_url: str
    media_type: str
    content: bytes
    warc: bytes
    at: datetime


def public_network() -> Network:
    """The real network."""
    return Network(_resolve, is_public, ssl.create_default_context())


def fetch(url: str, now: datetime, network: Network | None = None, caps: Caps = Caps()) -> Fetched:
    """The page at `url`; FetchError says what stood against it. Never called unless a person asked for this page."""
    network, deadline = network or public_network(), time.monotonic() + caps.seconds
    hops: list[Hop] = []
    current = url
    while True:
        hop = _ask(current, network, caps, deadline)
        hops.append(hop)
        target = hop.header("location")
        if hop.status not in (301, 302, 303, 307, 308) or not target:
            break
        if len(hops) > caps.redirects:
            raise FetchError(f"{url} was not fetched: more than {caps.redirects} redirects")
        current = urljoin(current, target)
    if hop.status != 200:
        raise FetchError(f"{url} was not fetched: the server answered {hop.status} {hop.reason}")
    content = _decoded(hop, caps)
    media_type = (hop.header("content-type") or "application/octet-stream").split(";")[0].strip().lower()
    return Fetched(url, hop.url, media_type, content, write_warc(hops, now), now)


def write_warc(hops: Sequence[Hop], now: datetime) -> bytes:
    """Requests and answers as WARC records, in order."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    date = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for hop in hops:
        about = {"WARC-IP-Address": hop.address, "WARC-Date": date}
        answer = StatusAndHeaders(f"{hop.status} {hop.reason}", list(hop.headers), protocol="HTTP/1.1")
        response = writer.create_warc_record(
            hop.url, "response", io.BytesIO(hop.body), http_headers=answer, warc_headers_dict=dict(about)
        )
        asked = StatusAndHeaders(f"GET {_target(urlsplit(hop.url))} HTTP/1.1", list(hop.asked), is_http_request=True)
        request = writer.create_warc_record(hop.url, "request", http_headers=asked, warc_headers_dict=dict(about))
        writer.write_request_response_pair(request, response)
    return out.getvalue()


def _ask(url: str, network: Network, caps: Caps, deadline: float) -> Hop:
    parts, host, port = _checked(url, caps)
    address = _address(url, host, port, network)
    plain = _reach(url, (address, port), deadline)
    # A server that sends a byte now and then never runs into a timeout of one read.
    watchdog = threading.Timer(_left(url, deadline), _hang_up, (plain,))
    watchdog.start()
    try:
        return _converse(url, parts, host, (plain, address), network, caps)
    except (OSError, http.client.HTTPException, ValueError) as error:
        late = time.monotonic() >= deadline or isinstance(error, TimeoutError)
        why = "it took too long" if late else f"{type(error).__name__}: {error!s:.120}"
        raise FetchError(f"{url} was not fetched: {why}") from error
    finally:
        watchdog.cancel()
        plain.close()


def _converse(
    url: str, parts: SplitResult, host: str, reached: tuple[socket.socket, str], network: Network, caps: Caps
) -> Hop:
    plain, address = reached
    connection = http.client.HTTPConnection(host)
    connection.sock = network.trust.wrap_socket(plain, server_hostname=host) if parts.scheme == "https" else plain
    asked = (("Host", parts.netloc), ("User-Agent", AGENT), ("Accept", "*/*"), ("Accept-Encoding", "identity"))
    with closing(connection):
        connection.putrequest("GET", _target(parts), skip_host=True, skip_accept_encoding=True)
        for name, value in asked:
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = _read(url, answer, caps)
        headers = tuple((name, value) for name, value in answer.getheaders() if name.lower() != "transfer-encoding")
        return Hop(url, address, asked, answer.status, answer.reason, headers, body)


def _checked(url: str, caps: Caps) -> tuple[SplitResult, str, int]:
    """The parts of an address that may be asked for, or FetchError."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode() if not _is_v6(parts) else parts.hostname or ""
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"{url!r:.200} is no web address ({error})") from error
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError(f"{url!r:.200} was not fetched: only http and https addresses are")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a user name in it was not fetched; leave the name and password out")
    if port not in caps.ports:
        raise FetchError(f"{url!r:.200} was not fetched: port {port} is not one of {caps.ports}")
    if any(not 0x21 <= ord(character) < 0x7F for character in _target(parts)):
        raise FetchError(f"{url!r:.200} was not fetched: write the path with %-escapes")
    return parts, host, port


def _is_v6(parts: SplitResult) -> bool:
    return ":" in (parts.hostname or "")


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _address(url: str, host: str, port: int, network: Network) -> str:
    """The one address to connect to. All addresses of the name must be public: one that is not tells of a trap."""
    try:
        addresses = list(network.resolve(host, port))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{url} was not fetched: the name {host!r:.100} cannot be resolved") from error
    if not addresses:
        raise FetchError(f"{url} was not fetched: the name {host} has no address")
    if any(not network.allow(address) for address in addresses):
        raise FetchError(f"{url} was not fetched: {host} is not on the public network")
    return addresses[0]


def _resolve(host: str, port: int) -> Sequence[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _reach(url: str, address: tuple[str, int], deadline: float) -> socket.socket:
    try:
        return socket.create_connection(address, timeout=min(_left(url, deadline), 20.0))
    except OSError as error:
        raise FetchError(f"{url} was not reached: {error!s:.120}") from error


def _hang_up(plain: socket.socket) -> None:
    with suppress(OSError):
        plain.shutdown(socket.SHUT_RDWR)


def _read(url: str, answer: http.client.HTTPResponse, caps: Caps) -> bytes:
    chunks, size = [], 0
    while chunk := answer.read1(65_536):
        size += len(chunk)
        if size > caps.body_bytes:
            raise FetchError(f"{url} was not fetched: it is larger than {caps.body_bytes:,} bytes")
        chunks.append(chunk)
    declared = answer.headers.get("content-length", "")
    if not answer.chunked and declared.isdecimal() and size < int(declared):
        raise http.client.IncompleteRead(b"", int(declared) - size)
    return b"".join(chunks)


def _left(url: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(f"{url} was not fetched: it took too long")
    return left


def _decoded(hop: Hop, caps: Caps) -> bytes:
    """The content without compression, which we never asked for but some servers apply; counted as it unfolds."""
    coding = (hop.header("content-encoding") or "identity").strip().lower()
    if coding == "identity":
        return hop.body
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"{hop.url} was not read: it is packed as {coding!r:.40}")
    try:
        unpacker = zlib.decompressobj(47)  # gzip or zlib, told by their headers
        content = unpacker.decompress(hop.body, caps.body_bytes + 1)
    except zlib.error as error:
        raise FetchError(f"{hop.url} was not read: its compression is broken") from error
    if len(content) > caps.body_bytes:
        raise FetchError(f"{hop.url} was not read: it unfolds to more than {caps.body_bytes:,} bytes")
    return content

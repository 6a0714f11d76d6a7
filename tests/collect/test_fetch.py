"""Fetching, against servers of our own on this machine; nothing here leaves it."""

import io
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tallystick.collect.addresses import is_public
from tallystick.collect.fetch import Caps, FetchError, Network, fetch, public_network

NOW = datetime(2026, 1, 2, tzinfo=UTC)
PAGE = b"<html><body>A market was hit.</body></html>"
# fmt: off
PRIVATE = [
    "0.0.0.0",  # noqa: S104
    "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.1.2.3",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1",
    "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::1", "100::1", "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::",
    "2002:0a00:0001::1", "2002:0808:0808::1", "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1",
    "fe80::1%eth0", "fec0::1", "ff02::1", "4000::1", "localhost", "127.1", "0x7f000001", "2130706433", "1.2.3",
    "garbage",
]
PUBLIC = [
    "8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.1", "172.15.0.1", "172.32.0.1",
    "192.167.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1",
]
# fmt: on


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_never_reached(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_reached(address: str) -> None:
    assert is_public(address)


def test_every_private_network_is_out_to_its_edges() -> None:
    for network in map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")):
        first, last = int(network.network_address), int(network.broadcast_address)
        assert [is_public(str(IPv4Address(n))) for n in (first - 1, first, last, last + 1)] == [
            True,
            False,
            False,
            True,
        ]


@contextmanager
def server(answer: Callable[[bytes], bytes], wrap: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[bytes]]]:
    """A server on this machine: its port, and the requests it got."""
    asked: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listening.accept()
                connection.settimeout(5)
                with wrap.wrap_socket(connection, server_side=True) if wrap else connection as open_connection:
                    request = open_connection.recv(65536)
                    asked.append(request)
                    open_connection.sendall(answer(request))
            except OSError:
                continue

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listening.getsockname()[1], asked
    finally:
        over.set()
        thread.join()
        listening.close()


def say(body: bytes = PAGE, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def here(*names: str, trust: ssl.SSLContext | None = None) -> Network:
    """A network where some names are on this machine, which counts as public; everything else is as it really is."""
    real = public_network()
    resolve = lambda host, port: ["127.0.0.1"] if host in names else list(real.resolve(host, port))  # noqa: E731
    return Network(resolve, lambda address: address == "127.0.0.1", trust or real.trust)


def caps(port: int) -> Caps:
    return Caps(ports=(port, 80, 443), body_bytes=100_000, seconds=30)


def test_a_page_is_fetched_and_both_sides_are_kept_as_warc() -> None:
    with server(lambda _: say(PAGE, "Content-Type: text/html; charset=utf-8")) as (port, asked):
        page = fetch(f"http://press.example:{port}/a?b=1#part", NOW, here("press.example"), caps(port))
    assert (page.content, page.media_type) == (PAGE, "text/html")
    records = [
        (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.rec_headers.get_header("WARC-IP-Address"))
        for r in ArchiveIterator(io.BytesIO(page.warc))
    ]
    assert sorted(records) == [
        (kind, f"http://press.example:{port}/a?b=1#part", "127.0.0.1") for kind in ("request", "response")
    ]
    assert PAGE in page.warc
    assert asked[0].startswith(b"GET /a?b=1 HTTP/1.1\r\nHost: press.example")
    assert b"Cookie" not in asked[0]
    assert b"Referer" not in asked[0]


def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_reached() -> None:
    """DNS rebinding: the second answer of the name server would be an inside address."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with server(lambda _: say()) as (port, _):
        network = Network(lambda _host, _port: next(answers), lambda a: a == "127.0.0.1", public_network().trust)
        assert fetch(f"http://press.example:{port}/", NOW, network, caps(port)).content == PAGE
    assert next(answers) == ["10.0.0.1"]


@pytest.mark.parametrize(
    "target",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
     "http://2130706434/", "http://0x7f.2/", "http://127.2/", "http://0/", "ftp://press.example/x", "file:///etc/passwd",
     "//10.0.0.1/", "gopher://10.0.0.1", "http://user:secret@press.example/", "http://press.example:22/",
     "http://[fe80::1%25eth0]/", "http://[64:ff9b::a00:1]/"],
)  # fmt: skip
def test_a_redirect_is_checked_like_the_first_address(target: str) -> None:
    """Label Studio CVE-2023-47116: the guard looked at the first address only."""
    with server(lambda _: say(b"", f"Location: {target}", status="302 Found")) as (port, asked):
        with pytest.raises(FetchError) as refused:
            fetch(f"http://press.example:{port}/", NOW, here("press.example"), caps(port))
        assert len(asked) == 1
    assert "not" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0/",
     "http://[::1]/", "http://[::ffff:127.0.0.1]/", "https://127.0.0.1:443/", "http://169.254.169.254/",
     "http://017700000001/",
     "http:///x", "http://", "x", "", "javascript:alert(1)", "data:text/html,x", "http://press.example:99999/",
     "http://[::1",
     "http://a..b/",
     "http://press.example/\r\nX: y", "http://press.example/ x", "http://\u2025/", "http://" + "a" * 300],
)  # fmt: skip
def test_what_is_no_public_web_address_is_refused_before_anything_is_sent(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", never)
    with pytest.raises(FetchError):
        fetch(url, NOW)


def test_one_inside_address_among_public_ones_is_a_trap() -> None:
    network = Network(lambda _host, _port: ["8.8.8.8", "10.0.0.1"], is_public, public_network().trust)
    with pytest.raises(FetchError, match="public network"):
        fetch("http://press.example/", NOW, network)


def test_five_redirects_are_followed_and_six_are_not() -> None:
    def hop(request: bytes) -> bytes:
        number = int(request.split(b" ")[1].lstrip(b"/") or 0)
        return (
            say()
            if number == 5 and b"more" not in request
            else say(b"", f"Location: /{number + 1}", status="301 Moved")
        )

    with server(hop) as (port, asked):
        page = fetch(f"http://press.example:{port}/0", NOW, here("press.example"), caps(port))
        assert page.final_url == f"http://press.example:{port}/5"
        assert len(asked) == 6
        assert sum(r.rec_type == "response" for r in ArchiveIterator(io.BytesIO(page.warc))) == 6
    with (
        server(lambda _: say(b"", "Location: /again", status="308 x")) as (port, asked),
        pytest.raises(FetchError, match="more than 5"),
    ):
        fetch(f"http://press.example:{port}/", NOW, here("press.example"), caps(port))
    assert len(asked) == 6


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (say(b"x" * 100_001), "larger than"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + b"x" * 200_000, None),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 200_000, "larger than"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8000\r\n" + b"x" * 0x8000 + b"\r\n" * 9, "not fetched"),
        (say(zlib.compress(bytes(50_000_000)), "Content-Encoding: deflate"), "unfolds to more"),
        (say(b"not gzip", "Content-Encoding: gzip"), "broken"),
        (say(b"x", "Content-Encoding: br"), "packed as"),
        (say(b"", status="404 Not Found"), "404"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf", "IncompleteRead"),
        (b"garbage\r\n\r\n", "not fetched"),
        (b"", "not fetched"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", "headers"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", "not fetched"),
    ],
)  # fmt: skip
def test_an_answer_that_is_too_large_or_broken_is_said(answer: bytes, why: str | None) -> None:
    with server(lambda _: answer) as (port, _):
        if why is None:
            assert len(fetch(f"http://press.example:{port}/", NOW, here("press.example"), caps(port)).content) == 5
            return
        with pytest.raises(FetchError, match=why):
            fetch(f"http://press.example:{port}/", NOW, here("press.example"), caps(port))


def test_a_packed_page_is_unfolded_and_kept_as_it_came() -> None:
    with server(lambda _: say(zlib.compress(PAGE), "Content-Encoding: deflate")) as (port, _):
        page = fetch(f"http://press.example:{port}/", NOW, here("press.example"), caps(port))
    assert page.content == PAGE
    assert zlib.compress(PAGE) in page.warc


def test_a_server_that_drips_is_hung_up_on() -> None:
    def drip(_: bytes) -> bytes:
        time.sleep(3)
        return b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nx"

    with server(drip) as (port, _):
        started = time.monotonic()
        with pytest.raises(FetchError):
            fetch(f"http://press.example:{port}/", NOW, here("press.example"), Caps(ports=(port,), seconds=0.4))
        assert time.monotonic() - started < 2.5


def test_tls_is_checked_against_the_name_that_was_asked_for(tmp_path: Path) -> None:
    for_server, trust = certificate(tmp_path, "press.example")
    with server(lambda _: say(), for_server) as (port, _):
        network = here("press.example", "other.example", trust=trust)
        assert fetch(f"https://press.example:{port}/", NOW, network, caps(port)).content == PAGE
        with pytest.raises(FetchError, match="CERTIFICATE"):
            fetch(f"https://other.example:{port}/", NOW, network, caps(port))
        with pytest.raises(FetchError, match="CERTIFICATE"):
            fetch(f"https://press.example:{port}/", NOW, here("press.example"), caps(port))


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate for one name: what the server shows, and who trusts it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, subject = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    (folder / "cert.pem").write_bytes(
        pem
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    for_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    for_server.load_cert_chain(folder / "cert.pem")
    return for_server, ssl.create_default_context(cadata=pem.decode())

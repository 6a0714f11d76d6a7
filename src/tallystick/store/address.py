"""Where a PostgreSQL vault lies: an address of the database without any secret in it.

A password never stands in a project's folder. libpq finds it by itself: a password file (PGPASSFILE, ~/.pgpass), a
service file, or none at all over a socket of the same machine.
"""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from tallystick.store.errors import AddressError

DRIVER = "postgresql+psycopg"
EXAMPLE = f"{DRIVER}:///homs or {DRIVER}://desk@db.example.org/homs?sslmode=verify-full"
ALLOWED = frozenset({
    "host", "port", "user", "dbname", "service", "passfile", "connect_timeout", "target_session_attrs",
    "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "gssencmode", "krbsrvname",
    "require_auth",
})  # fmt: skip
"""What libpq may be told besides; nothing that holds a secret, nothing that changes what a commit means."""


def read_address(text: str) -> URL:
    """The address as SQLAlchemy takes it.

    Raises:
        AddressError: it is none, or holds a password; the message never repeats the address.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise AddressError(f"this is no address of a database; it reads {EXAMPLE}") from None
    if url.drivername not in ("postgresql", DRIVER):
        raise AddressError(f"the address of a database for a team begins with {DRIVER}://, such as {EXAMPLE}")
    if url.password is not None or "password" in url.query:
        raise AddressError(
            "an address with a password in it is not taken, because it would lie in the project's folder; write the "
            "password into a password file (~/.pgpass or PGPASSFILE) or a service file, and leave it out here"
        )
    if foreign := sorted(set(url.query) - ALLOWED):
        raise AddressError(f"{foreign[0]!r:.40} cannot be set in the address; it may hold {', '.join(sorted(ALLOWED))}")
    if not url.database and not url.query.keys() & {"service", "dbname"}:
        raise AddressError(f"the address names no database; it reads {EXAMPLE}")
    return url.set(drivername=DRIVER)


def shown_address(text: str) -> str:
    """The address for people: as it is, for there is no secret in it; what cannot be read is not repeated."""
    try:
        read_address(text)
    except AddressError:
        return "an address that cannot be read"
    return text.strip()

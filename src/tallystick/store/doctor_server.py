"""`doctor` for a vault on a PostgreSQL server: does it keep what it acknowledges, and who can reach it?"""

from collections.abc import Iterator

from sqlalchemy import Connection

from tallystick.store.findings import Finding, note, warning
from tallystick.store.postgres import SAFE, SCHEMA

OLDEST_SERVER = 13
SETTINGS = ("fsync", "full_page_writes", "synchronous_commit", "server_encoding", "data_checksums")
RISKY = ("zero_damaged_pages", "ignore_checksum_failure", "ignore_system_indexes")
"""Settings of rescuers, which let a damaged server go on as if nothing had happened."""
_VERSION = "SELECT current_setting('server_version'), current_setting('server_version_num')::int / 10000"
_REACH = """
SELECT inet_server_addr() IS NULL OR inet_server_addr() << '127.0.0.0/8' OR inet_server_addr() = '::1',
  coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false)
"""
_MAY_OVERRIDE = "SELECT rolsuper OR rolbypassrls OR rolreplication FROM pg_roles WHERE rolname = current_user"
_OTHERS = f"""
SELECT DISTINCT coalesce(r.rolname, 'everybody')
FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a LEFT JOIN pg_roles AS r ON r.oid = a.grantee
WHERE c.relnamespace = to_regnamespace('{SCHEMA}') AND a.grantee <> c.relowner
  AND a.privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER') ORDER BY 1
"""


def diagnose_server(connection: Connection) -> Iterator[Finding]:
    """Version, settings and reach of the server, and the rights of its accounts."""
    yield _setup(connection)
    yield from _checksums(connection)
    yield from _risky(connection)
    yield from _reach(connection)
    yield from _rights(connection)


def _setup(connection: Connection) -> Finding:
    version, major = connection.exec_driver_sql(_VERSION).one()
    found = {name: _setting(connection, name) for name in SETTINGS}
    setup = f"PostgreSQL {version}, " + ", ".join(f"{name}={value}" for name, value in found.items())
    if unsafe := [name for name, wanted in SAFE.items() if found[name] != wanted]:
        return warning(
            "doctor.server", "database", f"{setup}: nothing is written while {unsafe[0]} is not {SAFE[unsafe[0]]}"
        )
    if major < OLDEST_SERVER:
        return warning("doctor.server", "database", f"{setup}: too old; use version {OLDEST_SERVER} or later")
    return note("doctor.server", "database", f"{setup}: every acknowledged report survives a power cut of the server")


def _checksums(connection: Connection) -> Iterator[Finding]:
    if _setting(connection, "data_checksums") != "on":
        says = "pages carry no checksums, so a byte that rots is found by `verify` only; run: pg_checksums --enable"
        yield warning("doctor.server", "database", says)


def _risky(connection: Connection) -> Iterator[Finding]:
    for name in RISKY:
        if _setting(connection, name) == "on":
            yield warning("doctor.server", "database", f"{name}=on hides damage; switch it off")


def _reach(connection: Connection) -> Iterator[Finding]:
    is_here, is_encrypted = connection.exec_driver_sql(_REACH).one()
    if is_here or is_encrypted:
        way = "over a socket of this machine" if is_here else "encrypted"
        yield note("doctor.server", "connection", f"reached {way}")
    else:
        says = "reports cross the network unencrypted; add sslmode=verify-full to the address"
        yield warning("doctor.server", "connection", says)


def _rights(connection: Connection) -> Iterator[Finding]:
    if connection.exec_driver_sql(_MAY_OVERRIDE).scalar():
        says = "this project works with an account that may override every guard; give it an account of its own"
        yield warning("doctor.rights", "database", says)
    others = [str(name) for name in connection.exec_driver_sql(_OTHERS).scalars()]
    if others:
        yield warning("doctor.rights", "database", f"others can write to its tables: {', '.join(others)}")
    else:
        yield note(
            "doctor.rights", "database", "only the account that made the tables, and superusers, can write to them"
        )


def _setting(connection: Connection, name: str) -> str:
    return str(connection.exec_driver_sql(f"SELECT current_setting('{name}')").scalar())

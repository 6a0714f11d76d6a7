"""Which addresses of the network a fetch may reach: public ones only, by our own list.

`ipaddress.is_global` is not asked: before Python 3.11.9 and 3.12.4 it called several reserved ranges global. IPv4 is
everything but the special-purpose registry of IANA; IPv6 is the global unicast block without the parts that carry an
IPv4 address inside (6to4, Teredo) or are reserved. So IPv4-mapped, NAT64, site-local, unique-local and link-local
addresses are out by construction.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_V4_DENIED = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_V6_ALLOWED = IPv6Network("2000::/3")
_V6_DENIED = tuple(
    IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)


def is_public(address: str) -> bool:
    """Whether an address, as the resolver gave it, is one of the public network."""
    try:
        found = ip_address(address)
    except ValueError:
        return False  # a zone (fe80::1%eth0) or no address at all
    if isinstance(found, IPv4Address):
        return not any(found in network for network in _V4_DENIED)
    return _is_public_v6(found)


def _is_public_v6(found: IPv6Address) -> bool:
    return found.scope_id is None and found in _V6_ALLOWED and not any(found in network for network in _V6_DENIED)

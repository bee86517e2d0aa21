"""Which network addresses are public. Everything that a crawler must not reach is written out here."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

#: IPv4 ranges that are not public, whatever the standard library of the day says of them.
BLOCKED_V4 = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
#: The only IPv6 range that is routed on the internet.
PUBLIC_V6 = ip_network("2000::/3")
#: Ranges inside it that are not public, or that carry an IPv4 address of anyone's choice (Teredo, 6to4).
BLOCKED_V6 = tuple(ip_network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
#: Private ranges that an operator may open: loopback, RFC 1918, carrier-grade NAT, unique local.
PRIVATE = tuple(
    ip_network(block)
    for block in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "::1/128",
        "fc00::/7",
    )
)


@lru_cache(maxsize=4096)
def parse_address(text: str) -> Address:
    """An address as the resolver gives it. A mapped IPv4 address is that IPv4 address. Raises ValueError."""
    address = ip_address(text)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


@lru_cache(maxsize=4096)
def is_public(address: Address) -> bool:
    """The address belongs to the internet."""
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, IPv6Address):
        return address in PUBLIC_V6 and not any(address in block for block in BLOCKED_V6)
    return not any(address in block for block in BLOCKED_V4)


def is_private(address: Address) -> bool:
    """The address is of a kind that an operator may open to the crawler."""
    return any(address in block for block in PRIVATE)

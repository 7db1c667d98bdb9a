"""Which network addresses a page may be fetched from: public ones, and nothing that leads back inside."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_INSIDE = tuple(
    map(
        ipaddress.ip_network,
        (
            "168.63.129.16/32",  # a cloud's host, at an address that looks public
            "192.0.0.0/24",  # set aside for protocols; a cloud has its metadata there
            "192.88.99.0/24",  # 6to4 relays
            "2001::/32",  # Teredo: carries an IPv4 address
            "2002::/16",  # 6to4: carries an IPv4 address
            "fec0::/10",  # site-local, before unique local addresses
        ),
    )
)
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    Private, loopback, link-local (where clouds keep their metadata), shared, multicast, reserved and
    unspecified addresses do not, nor do IPv6 addresses that stand for an IPv4 one, save those plainly mapped.
    """
    try:
        found: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if any(found in network for network in _NAT64):
            return False
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif int(found) >> 32 == 0:  # ::a.b.c.d, long out of use
            return False
    if found.is_multicast or found.is_reserved or not found.is_global:
        return False
    return not any(found.version == network.version and found in network for network in _INSIDE)

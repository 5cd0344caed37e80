"""Which addresses may be connected to: checked after the name is looked up, on the address that is then connected to."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from ipaddress import ip_network as network

from onrecord.collect.types import Code, FetchError

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]  # host, port → addresses, the best first
EMBEDDING = (
    network("64:ff9b::/96"),
    network("64:ff9b:1::/48"),
)  # IPv6 that stands for an IPv4 address (RFC 6052)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host; raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def within(seconds: float, look_up: Resolve, host: str, port: int) -> Sequence[str]:
    """Look up a host within a number of seconds: the system's own function has no limit."""
    answer: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(look_up(host, port))
        except (OSError, ValueError) as error:
            answer.put(error)

    threading.Thread(target=ask, daemon=True, name=f"look up {host}").start()
    try:
        found = answer.get(timeout=seconds)
    except queue.Empty:
        raise FetchError("slow", f"the name {host} was not found within {seconds:.0f} s") from None
    if isinstance(found, Exception):
        raise FetchError("network", f"the name {host} is not known ({found})")
    return found


def allowed(addresses: Iterable[str], private: Sequence[IPv4Network | IPv6Network]) -> list[str]:
    """Return the addresses that may be connected to: those of the public network, and of the networks named."""
    return [text for text in addresses if may_connect(ip_address(text.partition("%")[0]), private)]


def may_connect(address: Address, private: Sequence[IPv4Network | IPv6Network] = ()) -> bool:
    """Return whether an address is public, or in one of the networks.

    >>> [
    ...     may_connect(ip_address(text))
    ...     for text in ("9.9.9.9", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1")
    ... ]
    [True, False, False, False]
    """
    address = _meant(address)
    if any(address in one for one in private if one.version == address.version):
        return True
    return address.is_global and not address.is_multicast


def _meant(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 one stands for, if it does."""
    if isinstance(address, IPv4Address):
        return address
    if any(address in one for one in EMBEDDING):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def connected(
    host: str, port: int, seconds: float, private: Sequence[IPv4Network | IPv6Network], look_up: Resolve
) -> socket.socket:
    """Return a connection to a host; raises `FetchError` if none of its addresses may be, or can be, connected to."""
    found = within(seconds, look_up, host, port)
    permitted = allowed(found, private)
    if not permitted:
        where = ", ".join(list(found)[:3]) or "no address"
        raise FetchError("address", f"{host} is {where}, which is not on the public network", lasting=True)
    failure: OSError | None = None
    for address in permitted[:2]:
        try:
            return socket.create_connection((address, port), timeout=seconds)
        except OSError as error:
            failure = error
    code: Code = "slow" if isinstance(failure, TimeoutError) else "network"
    raise FetchError(code, f"{host} cannot be connected to ({failure})")

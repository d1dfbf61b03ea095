"""Addresses that may be fetched, and connections that go nowhere else."""

import ipaddress
import socket
import threading
import time

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.read import Limits
from kelisim.read.network import CheckedBackend, Deadline, RefusedAddressError, public


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
        *("2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",  # Teredo of 10.0.0.1
    ],
)
def test_addresses_of_this_machine_and_of_local_networks_are_not(address: str) -> None:
    assert not public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_packed_addresses_are_as_public_as_what_is_packed_in_them(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address))
    assert public(mapped) == public(translated) == public(address)


class Recorder(httpcore.NetworkBackend):
    """Stands in for the network: notes where connections would go."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):  # type: ignore[no-untyped-def]
        self.asked.append(host)
        raise httpcore.ConnectError("nobody there")


def backend(limits: Limits, *answers: list[str]) -> tuple[CheckedBackend, Recorder]:
    waiting = list(answers)
    checked = CheckedBackend(limits, Deadline.after(5), lambda host, port: waiting.pop(0))
    recorder = Recorder()
    checked._plain = recorder  # type: ignore[assignment]
    return checked, recorder


def test_connection_goes_to_the_address_that_was_checked() -> None:
    # A name that would lead to this machine the second time it is asked for.
    checked, recorder = backend(Limits(), ["8.8.8.8"], ["127.0.0.1"])
    with pytest.raises(httpcore.ConnectError):
        checked.connect_tcp("rebinding.example", 80)
    assert recorder.asked == ["8.8.8.8"]


def test_private_addresses_of_a_name_are_passed_over() -> None:
    checked, recorder = backend(Limits(), ["127.0.0.1", "::1", "8.8.8.8", "fe80::1%eth0", "8.8.4.4"])
    with pytest.raises(httpcore.ConnectError):
        checked.connect_tcp("mixed.example", 80)
    assert recorder.asked == ["8.8.8.8", "8.8.4.4"]


def test_name_with_private_addresses_only_is_refused() -> None:
    checked, recorder = backend(Limits(), ["127.0.0.1", "::ffff:10.0.0.1"])
    with pytest.raises(RefusedAddressError):
        checked.connect_tcp("inside.example", 80)
    assert recorder.asked == []


def test_private_addresses_are_allowed_to_those_who_allow_them() -> None:
    checked, recorder = backend(Limits(allow_private=True), ["127.0.0.1"])
    with pytest.raises(httpcore.ConnectError):
        checked.connect_tcp("inside.example", 80)
    assert recorder.asked == ["127.0.0.1"]


def test_deadline_ends_a_dribble() -> None:
    server = socket.create_server(("127.0.0.1", 0))

    def dribble() -> None:
        connection, _ = server.accept()
        stop = threading.Event()
        try:
            while not stop.wait(0.05):
                connection.sendall(b"x")
        except OSError:
            connection.close()

    threading.Thread(target=dribble, daemon=True).start()
    checked = CheckedBackend(Limits(allow_private=True), Deadline.after(0.4))
    stream = checked.connect_tcp("127.0.0.1", server.getsockname()[1], timeout=5)
    begun = time.monotonic()
    with pytest.raises(httpcore.ReadTimeout):  # each read by itself is quick enough
        all(stream.read(1, timeout=5) for _ in iter(lambda: time.monotonic() < begun + 30, False))
    stream.close()
    server.close()

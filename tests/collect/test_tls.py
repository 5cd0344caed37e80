"""HTTPS: a real server on this machine, with certificates that are good and bad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.collect.fetch import Fetcher
from onrecord.collect.types import Fetched, FetchError
from tests.broken.certificates import WAYS, Certificates, made, trusted
from tests.broken.servers import Served, Server, whole
from tests.collect.servers import QUICK

POLICY = replace(QUICK, seconds=2.0, idle_seconds=0.4)
PAGE = b"<!doctype html><p>The two ministers met in Geneva and agreed to meet again.</p>"
CODES = {"silent": "slow", "slow": "slow"}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Certificates]:
    issued = made(tmp_path_factory.mktemp("certificates"))
    with trusted(issued.authority):
        yield issued


def fetch(which: str, certificates: Certificates) -> Fetched:
    served = Served("tls", answers=lambda _path, _origin: iter((whole(PAGE),)), tls=which, host="localhost")
    server = Server(served, certificates)
    try:
        return Fetcher(POLICY).fetch(server.url)
    finally:
        server.close()


def test_a_page_is_fetched_over_tls(certificates: Certificates) -> None:
    fetched = fetch("good", certificates)
    assert fetched.content == PAGE
    assert fetched.url.startswith("https://localhost:")


@pytest.mark.parametrize("which", [way for way in WAYS if way != "good"])
def test_a_bad_certificate_is_refused(which: str, certificates: Certificates) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(which, certificates)
    assert not caught.value.lasting

"""Certificates of servers on this machine: one that is good, and others that are not."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

HOST = "localhost"
SPOKEN = ("good", "expired", "future", "of another host", "of nobody known")
WAYS = (*SPOKEN, "silent", "none", "broken off", "slow", "noise")  # the last ones speak no TLS


@dataclass(frozen=True)
class Certificates:
    """What a server of each kind shows, and the file of the authority that all but one are from."""

    contexts: Mapping[str, ssl.SSLContext]
    authority: Path


def made(folder: Path) -> Certificates:
    """Make an authority and its certificates; its file goes into the folder."""
    known, other, now = trustme.CA(), trustme.CA(), datetime.now(tz=UTC)
    issued = {
        "good": known.issue_cert(HOST),
        "expired": known.issue_cert(HOST, not_before=now - timedelta(90), not_after=now - timedelta(1)),
        "future": known.issue_cert(HOST, not_before=now + timedelta(1)),
        "of another host": known.issue_cert("example.org"),
        "of nobody known": other.issue_cert(HOST),
    }
    contexts = {name: ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) for name in issued}
    for name, certificate in issued.items():
        certificate.configure_cert(contexts[name])
    path = folder / "authority.pem"
    known.cert_pem.write_to_path(str(path))
    return Certificates(contexts, path)


@contextmanager
def trusted(authority: Path) -> Iterator[None]:
    """Let this process trust an authority, as its user would: by SSL_CERT_FILE."""
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = str(authority)
    try:
        yield
    finally:
        del os.environ["SSL_CERT_FILE"]
        if before is not None:
            os.environ["SSL_CERT_FILE"] = before

"""`onrecord serve`: where it listens, what it says when it cannot."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from onrecord.views.cli import run


def test_a_port_in_use_is_one_sentence(store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "--store", str(store_path), "--port", str(port)]) == 1
    error = capsys.readouterr().err
    assert f"port {port} cannot be opened" in error
    assert "--port" in error


def test_a_host_that_is_none_is_one_sentence(store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--store", str(store_path), "--host", "no.such.host.invalid"]) == 1
    assert "cannot be opened" in capsys.readouterr().err


def test_a_store_that_is_not_there_is_told_before_anything_listens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--store", str(tmp_path / "none.db")]) == 6
    assert "none.db is not there" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_the_extra_it_says_what_to_install(
    store_path: Path, missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("onrecord.views.web.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setitem(sys.modules, f"{missing}.applications", None)
    assert run(["serve", "--store", str(store_path)]) == 1
    assert "pip install '.[web]'" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_it_tells_its_address_and_ends_with_an_interrupt(store_path: Path, host: str) -> None:
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "serve",
        "--store",
        str(store_path),
        "--host",
        host,
        "--port",
        "0",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        try:
            assert process.stdout is not None
            told = process.stdout.readline()
            (address,) = re.findall(r"http://\S+", told)
            assert ("token=" in address) == (host != "127.0.0.1")
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            assert "What is new" in opener.open(address, timeout=60).read().decode()
        finally:
            process.send_signal(2)
            assert process.wait(timeout=60) in (0, 130, -2)

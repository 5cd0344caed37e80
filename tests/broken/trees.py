"""Folders with what is no report: pipes, sockets, circles of links, names that are no text; and inputs asked for as another kind."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests.broken.inputs import Broken, Case, Dice, Place
from tests.broken.pages import article, page

FORCED = ("warc", "parquet", "feed", "jsonl", "json", "csv", "export", "html", "plain")


def _with(place: Place, dice: Dice) -> Broken:
    """Return a folder with sound reports and something else; the reports must be read."""
    reports = dice.reports(2, 4)
    files = {f"r{n}.txt": report.text.encode() for n, report in enumerate(reports)}
    return Broken("folder", files, place, must=frozenset(report.mark for report in reports))


def pipes(dice: Dice) -> Broken:
    """Put a pipe, a socket or a device beside the reports."""

    def place(folder: Path) -> None:
        os.mkfifo(folder / "p.txt")
        with suppress(OSError), socket.socket(socket.AF_UNIX) as listener:  # its path may be too long
            listener.bind(str(folder / "s.html"))
        (folder / "z.txt").symlink_to("/dev/zero")

    return _with(place, dice)


def links(dice: Dice) -> Broken:
    """Put links in a circle, to nothing and to the folder itself."""

    def place(folder: Path) -> None:
        (folder / "a").symlink_to(folder / "b")
        (folder / "b").symlink_to(folder / "a")
        (folder / "c").symlink_to(folder)
        (folder / "d.html").symlink_to(folder / "nothing")
        (folder / "e").mkdir()
        (folder / "e" / "f").symlink_to(folder / "e")

    return _with(place, dice)


def names(dice: Dice) -> Broken:
    """Name files so that the names are no text, or steer a terminal."""
    odd = (
        b"bad\xff.txt",
        b"a\nb.txt",
        b"\x1b]0;x\x07.html",
        b"-",
        b"--help",
        b"a" * 250,
        b"x.jsonl.gz",
        b" .txt",
        b"a.html:3",
        b"http:",
        "\u202etxt.exe".encode(),
        b"[x]*?.csv",
    )

    def place(folder: Path) -> None:
        for name in odd:
            with suppress(OSError):  # some systems take no such name
                (folder / os.fsdecode(name)).write_bytes(
                    dice.choice((b"", b"\x00", dice.report().text.encode()))
                )

    return _with(place, dice)


def deep(dice: Dice) -> Broken:
    """Nest folders, and name folders as files are named."""

    def place(folder: Path) -> None:
        here = folder / "x.html"
        for n in range(dice.choice((1, 20, 150))):
            here = here / f"{n}.jsonl"
        here.mkdir(parents=True)
        (here / "a.txt").write_text(dice.report().text)
        (folder / "empty").mkdir()

    return _with(place, dice)


def many(dice: Dice) -> Broken:
    """Put very many files that hold nothing."""

    def place(folder: Path) -> None:
        for n in range(dice.size(600)):
            (
                folder
                / f"{n}{dice.choice(('.txt', '.html', '.json', '.csv', '.warc', '.png', '.parquet', '.xml'))}"
            ).write_bytes(dice.choice((b"", b"\n", b"<", b"[", b"\xff")))

    return _with(place, dice)


def unreadable(dice: Dice) -> Broken:
    """Take away the right to read."""

    def place(folder: Path) -> None:
        (folder / "n.txt").write_text("They met.")
        (folder / "n.txt").chmod(0)

    return _with(place, dice)


def nothing(dice: Dice) -> Broken:
    """Read what is not there, or a folder without files."""
    return Broken(
        "nothing",
        target=dice.choice(
            (
                "none.txt",
                "none/",
                "none.warc.gz",
                "\x00",
                "a" * 5_000,
                "none.parquet",
                "*.txt",
                "nostore://x/y.txt",
                "file://none.txt",
                "memory://none/x.jsonl",
                "http://example.org/",
                "memory://",
            )
        ),
    )


def forced(dice: Dice) -> Broken:
    """Ask for each kind of input, whatever it is."""
    content = dice.choice(
        (
            page(article(dice)),
            dice.report().text.encode(),
            dice.randbytes(900),
            b"",
            b"PAR1",
            b"WARC/1.0\r\n\r\n",
            b'{"text": 3}',
            b"id,text\n1,a",
            b"<rss/>",
            b"\x1f\x8b\x08",
            b"[" * 5_000,
        )
    )
    return Broken("forced", {"a": content}, target="a", options=FORCED)


CASES: Mapping[str, Mapping[str, Case]] = {
    "folder": {
        "pipes": pipes,
        "links": links,
        "names": names,
        "deep": deep,
        "many": many,
        "unreadable": unreadable,
        "nothing": nothing,
    },
    "forced": {"kind": forced},
}

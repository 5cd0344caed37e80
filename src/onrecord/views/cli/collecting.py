"""The command that fetches pages, `onrecord fetch`, and the pages that a store keeps as they were fetched."""

from __future__ import annotations

import sys
from collections import Counter, deque
from ipaddress import ip_network
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from onrecord.errors import InputError
from onrecord.lexicon.forms import counted
from onrecord.views.cli.options import complain
from onrecord.views.cli.outcomes import UNREAD, needs_collect

if TYPE_CHECKING:
    from onrecord.collect.archive import Archive
    from onrecord.collect.state import State
    from onrecord.collect.types import Fetched
    from onrecord.runner import Outcome

ARCHIVE = ".warc.gz"


class KeptPages:
    """The folder of the pages of a store, for a command that fetches some: made when there is the first."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._archive: Archive | None = None
        self._state: State | None = None
        self._numbers: deque[tuple[str, int]] = deque()

    def keep(self, fetched: Fetched) -> None:
        """Keep a page that was fetched."""
        from onrecord.collect.archive import Archive, pages_folder
        from onrecord.collect.state import State

        if self._archive is None or self._state is None:
            folder = pages_folder(self._store)
            self._archive, self._state = Archive(folder), State(folder)
        self._numbers.append((fetched.url, self._state.note_page(fetched, self._archive.keep(fetched))))

    def note(self, outcome: Outcome) -> None:
        """Note which document a page gave; outcomes come in the order in which pages were kept."""
        if self._state is None or not self._numbers or outcome.failure:
            return
        if outcome.page.url == self._numbers[0][0]:
            self._state.note_document(self._numbers.popleft()[1], outcome.reading.document.id)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._archive is not None:
            self._archive.close()
        if self._state is not None:
            self._state.__exit__(kind, error, trace)


def print_page(store_path: Path, document: str | None) -> None:
    """Print the page of a document as it was fetched."""
    from onrecord.collect.archive import pages_folder
    from onrecord.collect.state import State
    from onrecord.pages.warc import payload, record_at
    from onrecord.store import open_store
    from onrecord.store.corrections.kept import kept_reading

    if document is None:
        raise click.UsageError("--page needs the ID of one document.")
    with open_store(store_path) as store:
        whole = kept_reading(store, document).document.id
    folder = pages_folder(store_path)
    place = None
    if folder.is_dir():
        with State(folder) as state:
            place = state.place_of(whole)
    if place is None:
        raise InputError(
            f"The page of {whole} is not kept: it was not fetched by 'onrecord add' or 'onrecord watch'."
        )
    needs_collect("A kept page")
    path = folder / place.file
    record = record_at(str(path), place.offset) if path.is_file() else None
    if record is None:
        raise InputError(f"{path} has no page at byte {place.offset}; it was moved or is damaged.")
    sys.stdout.buffer.write(payload(record))
    sys.stdout.buffer.flush()


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The web archive to write, such as pages.warc.gz; what is there is added to.",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=1_000,
    show_default=True,
    help="Pages of one feed or sitemap.",
)
@click.option(
    "--delay",
    type=click.FloatRange(0),
    default=2.0,
    show_default=True,
    help="Seconds between two requests to a host.",
)
@click.option(
    "--agent", metavar="NAME", help="What servers are told; name a way to reach you: desk/1 (+https://...)."
)
@click.option(
    "--private",
    multiple=True,
    metavar="NETWORK",
    help="A network that is not public and may be asked: 10.0.0.0/8.",
)
@click.pass_context
def fetch(
    context: click.Context,
    urls: tuple[str, ...],
    out: Path,
    most: int,
    delay: float,
    agent: str | None,
    private: tuple[str, ...],
) -> None:
    """Fetch pages, or all that feeds and sitemaps link to, into a web archive.

    Nothing is read: 'onrecord add pages.warc.gz --store news.db' does that, as often as you like. 'onrecord read' and
    'onrecord add' take addresses as well; 'onrecord watch' reads feeds steadily. robots.txt is obeyed. Needs the extra
    'collect'.
    """
    needs_collect("Fetching")
    from onrecord.collect.archive import Archive
    from onrecord.collect.fetch import Fetcher
    from onrecord.collect.links import pages_at
    from onrecord.collect.types import AGENT, Policy

    if not out.name.endswith(ARCHIVE):
        raise click.BadParameter("a name that ends in .warc.gz was expected.", param_hint="--out")
    try:
        networks = tuple(map(ip_network, private))
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--private") from None
    policy = Policy(agent=agent or AGENT, delay=delay, private=networks)
    counts, status = Counter[str](), 0
    with Archive(out.parent, out.name) as archive:
        for page in pages_at(urls, Fetcher(policy), archive.keep, most):
            counts["failed" if page.problem else "kept"] += 1
            if page.problem is not None:
                complain(page.problem.message)
                status = UNREAD
    failed = f", {counts['failed']} failed" if counts["failed"] else ""
    click.echo(f"{out}: {counted(counts['kept'], 'page')}{failed}")
    context.exit(status)

"""The command that opens a store in a browser: `onrecord serve`."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from onrecord.errors import OnRecordError, installed_by
from onrecord.views.cli import options

PORT = 8350
NEEDED = ("starlette", "uvicorn")


@click.command()
@options.store
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on. Any other than this machine's own is behind a token.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port to listen on; 0 for any that is free.",
)
@click.option(
    "--token",
    envvar="ONRECORD_TOKEN",
    metavar="WORD",
    help="What the site asks for before it shows anything; made up if the host needs one and none is given.",
)
@click.option(
    "--corrections",
    "corrects",
    is_flag=True,
    help="Let people correct in the site; without it the site only reads.",
)
@click.option(
    "--author",
    envvar="ONRECORD_AUTHOR",
    help="Who corrects, with --corrections; by default the name of your login.",
)
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser of this machine.")
def serve(
    store_path: Path, host: str, port: int, token: str | None, corrects: bool, author: str | None, opens: bool
) -> None:  # fmt: skip
    """Show a store as a local site: stories, statements, what lies ahead, actors, and the same as JSON.

    The site only reads, unless --corrections lets people correct what was read: into the table beside the store, as
    'onrecord correct' does. It needs no network and no account; Ctrl-C ends it. Needs the extra 'web'.
    """
    try:
        from onrecord.views.web.serve import serve as serve_site
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in NEEDED:
            raise
        raise OnRecordError(
            f"The site needs {missing}, which is not installed; {installed_by('web')}."
        ) from None

    def opened(address: str) -> None:
        click.echo(f"{store_path} is open at {address} (Ctrl-C ends it)")
        if opens:
            click.launch(address)

    if author and not corrects:
        raise click.UsageError("--author names who corrects; give --corrections as well.")
    name = (author or getpass.getuser()) if corrects else None
    serve_site(store_path, host=host, port=port, token=token, author=name, opened=opened)

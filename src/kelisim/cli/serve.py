"""The command that shows the register on a screen."""

import socket
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypedDict

import typer

from kelisim.cli.options import WorkspaceOption, tell_old_marks

if TYPE_CHECKING:
    from fastapi import FastAPI

    from kelisim.web import WebSettings


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("serve")(serve)


def serve(
    host: Annotated[
        str,
        typer.Option("--host", help="Where to listen. Beyond this machine only with accounts, and https."),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes any port that is free.")
    ] = 8000,
    workers: Annotated[
        int,
        typer.Option(
            "--workers", min=1, max=64, help="How many processes answer: for many readers, one a processor."
        ),
    ] = 1,
    check: Annotated[
        bool, typer.Option("--check", help="Make everything ready, listen, and stop again.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show the register in a browser: pages for people, JSON and CSV for programs."""
    from kelisim.register import find_workspace
    from kelisim.web import create_app, load_web_settings

    listening = _listen(host, port)
    place = find_workspace(workspace)
    settings = load_web_settings(place.folder)
    settings = settings.model_copy(update={"hosts": [*settings.hosts, host]})
    app = create_app(place, settings)
    with app.state.site.store.reading() as connection:
        tell_old_marks(connection, place)
    name = f"[{host}]" if ":" in host else host
    typer.echo(f"the register is at http://{name}:{listening.getsockname()[1]}/ (stop with Ctrl+C)")
    if check:
        listening.close()
        return
    if workers == 1:
        _run(app, listening)
        return
    app.state.site.store.close()  # what it was opened for is done: tables are those of this version
    _run_many(place.folder, settings, listening, workers)


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises BadParameter where the address cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except PermissionError as error:
        raise typer.BadParameter(
            f"port {port} needs more rights; choose one above 1023", param_hint="--port"
        ) from error
    except socket.gaierror as error:
        raise typer.BadParameter(f"{host}: no address of this machine", param_hint="--host") from error
    except OSError as error:
        raise typer.BadParameter(
            f"{host}, port {port}: {(error.strerror or str(error)).lower()}; choose another with --port, "
            "or let one be found with --port 0",
            param_hint="--port",
        ) from error
    return listening


class _Options(TypedDict):
    """How uvicorn serves, whatever the number of processes."""

    log_level: str
    access_log: bool
    server_header: bool
    proxy_headers: bool
    lifespan: Literal["on"]


_OPTIONS: Final[_Options] = {
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,
    "lifespan": "on",
}


def _run(app: "FastAPI", listening: socket.socket) -> None:
    import uvicorn

    uvicorn.Server(uvicorn.Config(app, **_OPTIONS)).run(sockets=[listening])


def _run_many(folder: Path, settings: "WebSettings", listening: socket.socket, workers: int) -> None:
    """Let several processes answer on one socket; one that ends is started anew."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    # A process that is just starting on a busy machine says nothing for long: it is not dead.
    config = uvicorn.Config(
        partial(_made, folder, settings),
        factory=True,
        workers=workers,
        timeout_worker_healthcheck=60,
        **_OPTIONS,
    )
    Multiprocess(config, sockets=[listening]).run()


def _made(folder: Path, settings: "WebSettings") -> "FastAPI":
    """Return the application of a process of its own."""
    from kelisim.register import find_workspace
    from kelisim.web import create_app

    return create_app(find_workspace(folder), settings)

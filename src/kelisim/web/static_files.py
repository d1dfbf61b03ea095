"""Style sheets and scripts: read once, served under a name that changes with what they hold.

Public: `StaticFile`, `load_static(folders)`, `serve_static(app)`.
"""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

_YEAR: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of the pages; `tag` is a hash of its bytes."""

    content: bytes
    media_type: str
    tag: str


def load_static(folders: Mapping[str, Path]) -> dict[str, StaticFile]:
    """Return the files of folders by "<name>/<path>"; those of the folder "" by their path alone."""
    found = {}
    for name, folder in folders.items():
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                inside = path.relative_to(folder).as_posix()
                tag = blake2b(content, digest_size=6).hexdigest()
                media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                found[f"{name}/{inside}" if name else inside] = StaticFile(content, media_type, tag)
    return found


def serve_static(app: FastAPI, files: Mapping[str, StaticFile]) -> None:
    """Let the application answer at /static/…; only what was there when it started can be asked for."""

    async def static(request: Request, path: str) -> Response:
        file = files.get(path)
        if file is None:
            raise HTTPException(404, f"there is no file {path!r}")
        headers = {"etag": f'"{file.tag}"'}
        headers["cache-control"] = _YEAR if request.query_params.get("v") == file.tag else "no-cache"
        if file.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(file.content, headers=headers, media_type=file.media_type)

    app.add_api_route("/static/{path:path}", static, include_in_schema=False, response_model=None)

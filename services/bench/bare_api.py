"""The bare peer of the API: a Flask route that answers a document as JSON, with no rights, checks or database."""

import sys
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, jsonify

from services.api.serve import Server
from shared.settings import load_settings


def bare_app(folder: Path) -> Flask:
    """``GET /name`` answers the document in ``folder/name.json``, encoded anew each time as Flask does it."""
    documents: dict[str, Any] = {path.stem: orjson.loads(path.read_bytes()) for path in folder.glob("*.json")}
    app = Flask("services.bench.bare_api", static_folder=None)

    @app.get("/<name>")
    def document(name: str) -> Response:
        return jsonify(documents[name])

    @app.get("/")
    def index() -> str:
        return ", ".join(documents)

    return app


class _BareServer(Server):
    """The API's gunicorn around the bare application."""

    def load(self) -> Flask:
        """Called by gunicorn in each process, after the fork."""
        return bare_app(Path(sys.argv[1]))


if __name__ == "__main__":
    _BareServer(load_settings()).run()

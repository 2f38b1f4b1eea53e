"""Servers: real web servers on this machine that behave as badly as a test says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import BinaryIO, cast

__all__ = ["Asked", "Reply", "Site", "served"]


@dataclass(frozen=True)
class Asked:
    """A request as it came; names of headers in lower case."""

    path: str
    headers: Mapping[str, str]
    method: str = "GET"
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """What is answered; `raw` writes the bytes of the connection itself, status line and all."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Callable[[BinaryIO], None] | None = None


Route = Reply | Callable[[Asked], Reply]


@dataclass
class Site:
    """A running server: its routes may be changed while it runs, and it remembers its requests."""

    url: str
    port: int
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def page(self, path: str, body: str | bytes, media_type: str = "text/html", **more: str) -> str:
        """Serve `body` at `path`, and return its whole address."""
        data = body.encode() if isinstance(body, str) else body
        self.routes[path] = Reply(data, headers={"Content-Type": media_type, **more})
        return self.url + path

    def reply(self, path: str, reply: Route) -> str:
        """Answer `path` in that way, and return its whole address."""
        self.routes[path] = reply
        return self.url + path

    def paths(self) -> list[str]:
        """Return the paths that were asked, without robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


@contextmanager
def served(host: str = "127.0.0.1") -> Iterator[Site]:
    """Run a server on a free port of this machine for the length of a `with` block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", "0")))
            asked = Asked(self.path, headers, self.command, body)
            site.asked.append(asked)
            route = site.routes.get(self.path, Reply(b"nothing here", 404))
            reply = route if isinstance(route, Reply) else route(asked)
            try:
                if reply.raw is not None:
                    reply.raw(cast("BinaryIO", self.wfile))
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                lengths = {name.lower() for name in reply.headers}
                if "content-length" not in lengths and "transfer-encoding" not in lengths:
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
            except OSError:
                self.close_connection = True  # whoever asked had enough

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_args: object) -> None:
            """Say nothing: the test looks at `asked`."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_args: object) -> None:
            """A client that lets go in the middle is what these tests are about."""

    server = Server((host, 0), Handler)
    port = server.server_address[1]
    site = Site(f"http://{host}:{port}", port)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

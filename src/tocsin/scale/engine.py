"""The engine: Daft, made ready so that it tells nobody that it runs, by itself or on Ray."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from tocsin.errors import EngineFailed, ExtraMissing

__all__ = ["INSTALL", "LOCAL", "QUIET", "engine"]

QUIET = {
    "DO_NOT_TRACK": "true",
    "SCARF_NO_ANALYTICS": "true",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_TASK_EVENTS_REPORT_INTERVAL_MS": "0",
    "DAFT_PROGRESS_BAR": "0",
}
"""What has to stand in the environment before Daft and Ray are imported, or they call home."""

LOCAL = "local"
"""The address that stands for a Ray of this machine alone, which ends with the command."""

STARTS = 3
"""How often a Ray of this machine is started: it gives itself 30 seconds, too few on a busy one."""

_SETTINGS: dict[str, Any] = {"logging_level": "error", "log_to_driver": False}

INSTALL = "Install it: pip install 'tocsin[scale]'"


@contextmanager
def engine(*, ray: str | None = None, workers: int = 1) -> Iterator[ModuleType]:
    """Give Daft: native where `ray` is None, else on the Ray at that address.

    A process runs one of the two. Raises `ExtraMissing`, and `EngineFailed` where nothing answers
    at the address.
    """
    os.environ.update(QUIET)
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # a worker a core: more only stand in line
    os.environ["DAFT_RUNNER"] = "native" if ray is None else "ray"
    daft = _daft()
    if ray is None:
        yield daft
        return
    started = _joined(daft, ray, workers)
    try:
        yield daft
    finally:
        started.shutdown()


def _daft() -> Any:
    try:
        import daft
    except ImportError:
        raise ExtraMissing(
            "work is spread over an engine, Daft, that is not installed.", hint=INSTALL
        ) from None
    return daft


def _joined(daft: Any, address: str, workers: int) -> Any:
    try:
        import ray
    except ImportError:
        raise ExtraMissing("Ray is not installed.", hint=INSTALL) from None
    tries = STARTS if address == LOCAL else 1
    for left in reversed(range(tries)):
        try:
            if address == LOCAL:
                ray.init(num_cpus=workers, include_dashboard=False, **_SETTINGS)
            else:
                ray.init(address=address, **_SETTINGS)
            daft.set_runner_ray(noop_if_initialized=True)
            break
        except Exception as fault:  # noqa: BLE001  Ray's own faults have no base of their own
            ray.shutdown()
            if left:
                continue
            said = " ".join(str(fault).split())[:200]
            raise EngineFailed(
                f"no Ray answers at {address!r} ({type(fault).__name__}: {said}).",
                hint="Start one: ray start --head; or name `local`. Without --ray none is needed.",
                at="--ray",
            ) from None
    return ray

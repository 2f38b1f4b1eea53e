"""What a machine makes up out of the description is answered as described, by no fault of ours."""

from __future__ import annotations

import warnings
from contextlib import suppress
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from starlette.testclient import TestClient
from tests.web.pages import ADDRESS, DAY

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of libraries that it stands on
    import requests
    import schemathesis
    from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

MADE_UP = 8
"""Requests of each kind for an operation."""

KINDS = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
]
KNOWN: dict[str, Any] = {"watch": "belarus-entry", "what": "waterfall", "form": "json"}


@pytest.fixture(scope="module")
def operations(client: TestClient) -> list[Any]:
    """Every operation of the description."""
    schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    return [cast("Any", one).ok() for one in schema.get_all_operations()]


def told(client: TestClient, case: Any) -> Any:
    """What the desk answers to a case."""
    asked = requests.Request(**case.as_transport_kwargs(base_url=ADDRESS)).prepare()
    headers = {n: str(value) for n, value in asked.headers.items() if n != "Connection"}
    return client.request(
        str(asked.method),
        str(asked.url),
        headers=headers,
        content=cast("bytes", asked.body),
        follow_redirects=False,
    )


@pytest.mark.parametrize("known", [False, True], ids=["made up", "known names"])
@pytest.mark.parametrize("kind", KINDS, ids=["as described", "otherwise"])
def test_every_operation_answers_as_described(
    client: TestClient, operations: list[Any], kind: Any, known: bool
) -> None:
    tried: list[str] = []
    for one in operations:

        @settings(
            max_examples=MADE_UP,
            database=None,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=one.as_strategy(generation_mode=kind), day=st.booleans())
        def tries(case: Any, day: bool) -> None:
            if known:
                case.path_parameters = {
                    name: KNOWN.get(name, value)
                    for name, value in dict(case.path_parameters or {}).items()
                }
            if day and known:
                case.query = {"as_of": DAY}
            answer = told(client, case)
            case.validate_response(answer, checks=CHECKS)
            assert "content-security-policy" in answer.headers
            tried.append(case.operation.label)

        # Of what takes nothing, there is nothing that is otherwise than described.
        with suppress(Unsatisfiable):
            tries()
    assert len(set(tried)) > 20

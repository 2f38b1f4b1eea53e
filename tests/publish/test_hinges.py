"""Hinges: what the estimate would be without a thing is written so that it differs."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.publish.build import case_of

from tocsin.publish.hinges import hinge_line
from tocsin.publish.house import house_for


@pytest.mark.parametrize(
    ("shift", "decimals"), [(0.1, 0), (0.004, 1), (0.0004, 2), (0.0, None), (0.000001, None)]
)
def test_two_numbers_that_are_written_alike_are_not_set_against_each_other(
    shift: float, decimals: int | None
) -> None:
    case = case_of()
    case = replace(case, estimate=replace(case.estimate, event=replace(case.estimate.event, p=0.3)))
    one = replace(case.sensitivity[0], kind="indicator", p=0.3 + shift, logodds=0.5)
    one = replace(one, name=case.watch.indicators[0].id)
    line = hinge_line(replace(case, sensitivity=(one,)), house_for(case.watch.yardstick))
    if decimals is None:
        assert line == ""
        return
    numbers = re.findall(r"\d+(?:\.(\d+))?\s*(?:%|per)", line)
    assert [len(one) for one in numbers] == [decimals, decimals]

"""The description is true: whatever it allows is answered as it says, and what it forbids is refused."""

import asyncio
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.verdicts.phrasebook import load_phrasebook
from handlers.web.api import operations
from handlers.web.api.openapi import describe
from handlers.web.api.operations import Operation
from tests.handlers.web.api.house import House

EXAMPLES = 12
"""For each operation, in each mode."""

EVERY = [one for one in vars(operations).values() if isinstance(one, Operation)]
SCHEMA = schemathesis.openapi.from_dict(describe(EVERY, load_phrasebook("en")))
CHECKS = [
    schemathesis.checks.not_a_server_error,
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]


def test_description_fits_its_own_rules() -> None:
    SCHEMA.validate()


async def test_description_is_served_to_everybody(house: House) -> None:
    response = await house.send("GET", "/openapi.json")

    assert response.status == 200
    assert await response.json() == describe(EVERY, load_phrasebook("en"))


@pytest.mark.parametrize("operation", EVERY, ids=lambda one: one.name)
@pytest.mark.parametrize("mode", GenerationMode, ids=lambda one: one.value)
async def test_answers_are_as_described(
    house: House, operation: Operation[Any, Any], mode: GenerationMode
) -> None:
    await house.hand_in()
    cases = SCHEMA[operation.path][operation.method].as_strategy(generation_mode=mode)
    address, key = str(house.server.make_url("/api/v1")), {"Authorization": f"Bearer {house.key}"}

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(address, headers=key, checks=CHECKS)

    await asyncio.to_thread(ask)

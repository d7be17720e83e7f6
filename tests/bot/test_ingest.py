"""The signed endpoint for the lender's systems."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.bootstrap import build_program
from bot.ingest import BODY_LIMIT, EVENT_FIELDS, PAYMENT_FIELDS, Ingest, is_signed, sign
from bot.runtime import DatabaseThreads
from bot.services.container import Services
from bot.settings import Settings
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory
from tests.support.clock import FakeClock
from tests.support.planning import add_loan, make_services

SECRET = "0123456789abcdef-ingest"
PAYMENT = {"loan_number": "L1", "reference": "T1", "amount": "300.00", "paid_on": "2026-11-24"}
EVENT = {"loan_number": "L1", "reference": "E1", "event": "autopay_failed", "occurred_on": "2026-11-24"}


@pytest.fixture
def services(new_unit: UnitOfWorkFactory, clock: FakeClock) -> Services:
    with new_unit() as uow:
        add_loan(uow)
        uow.commit()
    return make_services(new_unit, clock)


@asynccontextmanager
async def served(services: Services) -> AsyncIterator[TestClient]:
    threads = DatabaseThreads(size=1)
    ingest = Ingest(services=services, threads=threads, secret=SECRET, host="127.0.0.1", port=0)
    async with TestClient(TestServer(ingest.application())) as client:
        yield client
    threads.close()


def broken() -> UnitOfWork:
    raise ConnectionRefusedError("db at 10.0.0.7 with password hunter2")


def stamp(services: Services, **shift: float) -> int:
    return int((services.clock.now() + timedelta(**shift)).timestamp())


async def post(
    services: Services, body: bytes, *, path: str = "/v1/payments", header: str | None = None
) -> tuple[int, Any]:
    header = sign(body, SECRET.encode(), stamp(services)) if header is None else header
    async with served(services) as client:
        response = await client.post(path, data=body, headers={"X-Huifang-Signature": header})
        return response.status, await response.json()


def body_of(*items: Any) -> bytes:
    return json.dumps({"items": items}).encode()


def paid(services: Services) -> int:
    with services.new_unit() as uow:
        return uow.payments.paid_between(1, date.min, date.max)


async def test_signed_payments_are_booked(services: Services):
    status, report = await post(services, body_of(PAYMENT))
    assert (status, report["imported"], report["rejected"]) == (200, 1, [])
    assert paid(services) == 30_000


async def test_a_number_is_taken_as_it_is_written(services: Services):
    body = body_of(PAYMENT).replace(b'"300.00"', b"1234567.89")
    assert (await post(services, body))[1]["imported"] == 1
    assert paid(services) == 123_456_789


async def test_a_signed_event_asks_for_its_callback(services: Services):
    status, report = await post(services, body_of(EVENT), path="/v1/events")
    assert (status, report["imported"], report["callbacks"]) == (200, 1, 1)


async def test_a_replayed_request_changes_nothing(services: Services):
    body = body_of(PAYMENT)
    header = sign(body, SECRET.encode(), stamp(services))
    first, again = [await post(services, body, header=header) for _ in range(2)]
    assert (first[1]["imported"], again[1]["imported"], again[1]["unchanged"]) == (1, 0, 1)
    assert paid(services) == 30_000


@pytest.mark.parametrize("minutes", [-6, 6])
async def test_an_old_or_early_signature_is_refused(services: Services, minutes: int):
    body = body_of(PAYMENT)
    header = sign(body, SECRET.encode(), stamp(services, minutes=minutes))
    assert await post(services, body, header=header) == (401, {"error": "signature_wrong"})
    assert paid(services) == 0


@pytest.mark.parametrize(
    "header",
    ["", "t=,v1=", "v1=00", "t=1", "t=x,v1=00", "t=²,v1=00", "t=1,t=1,v1=00", "t=1764,v1=é", "," * 2000,
     "t=" + "9" * 900 + ",v1=00"],
)  # fmt: skip
async def test_a_mangled_signature_is_refused(services: Services, header: str):
    assert not is_signed(header, b"{}", SECRET.encode(), services.clock.now())


async def test_another_secret_or_another_body_is_refused(services: Services):
    body, at = body_of(PAYMENT), stamp(services)
    for header in (sign(body, b"another secret of ours", at), sign(body + b" ", SECRET.encode(), at)):
        assert (await post(services, body, header=header))[0] == 401
    assert paid(services) == 0


async def test_one_right_signature_among_several_is_enough(services: Services):
    body, at = body_of(PAYMENT), stamp(services)
    both = sign(body, b"the secret before", at) + "," + sign(body, SECRET.encode(), at).partition(",")[2]
    assert (await post(services, body, header=both))[0] == 200


async def test_a_body_above_the_limit_is_refused(services: Services):
    assert await post(services, b" " * (BODY_LIMIT + 1)) == (413, {"error": "too_large"})


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"items":{}}', b"\xff\xfe\x00", b"[" * 200_000, b'{"items":' + b"[" * 200_000],
    ids=["empty", "open", "list", "object", "binary", "deep", "deep-items"],
)
async def test_what_is_no_list_of_items_is_refused(services: Services, body: bytes):
    assert await post(services, body) == (400, {"error": "bad_json"})


async def test_bad_items_are_told_and_the_rest_is_booked(services: Services):
    bad = [PAYMENT | {"loan_number": "L9"}, PAYMENT | {"amount": -1}, PAYMENT | {"reference": "\ud800"}, None,
           PAYMENT | {"paid_on": "31.31.2026"}, PAYMENT | {"amount": float("nan")}, PAYMENT | {"amount": []}]  # fmt: skip
    status, report = await post(services, body_of(*bad, PAYMENT))
    reasons = {row["line"]: row["reason"] for row in report["rejected"]}
    assert reasons == {
        1: "loan_unknown", 2: "amount_not_positive", 3: "required", 4: "required", 5: "date_impossible",
        6: "amount_unreadable", 7: "required",
    }  # fmt: skip
    assert (status, report["imported"]) == (200, 1)


async def test_without_database_the_sender_is_asked_to_try_again(services: Services, caplog):
    away = replace(services, new_unit=broken)
    assert await post(away, body_of(PAYMENT)) == (503, {"error": "try_again"})
    assert "hunter2" not in caplog.text
    assert "L1" not in caplog.text


async def test_the_description_names_the_fields_that_are_read(services: Services):
    async with served(services) as client:
        schemas = (await (await client.get("/openapi.json")).json())["components"]["schemas"]
    for name, fields in (("Payments", PAYMENT_FIELDS), ("Events", EVENT_FIELDS)):
        assert set(schemas[name]["properties"]["items"]["items"]["required"]) == set(fields)


@pytest.mark.parametrize(("port", "secret"), [(9200, SECRET), (9200, None), (None, SECRET)])
def test_it_is_served_only_with_secret_and_port(services: Services, port: int | None, secret: str | None):
    values = {"bot_token": "1:abc", "ingest_port": port, "ingest_secret": secret}
    settings = Settings.model_validate(values)
    program = build_program(replace(services, settings=settings))
    program.threads.close()
    assert ("ingest" in program.loops) == bool(port and secret)

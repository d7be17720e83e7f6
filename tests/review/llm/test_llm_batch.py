"""Batch: requests out, replies in, in the provider's format; nothing private leaves, no call is lost."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from review.domain import Review
from review.llm import BatchError, ExportedBatch, export_files, import_replies
from review.llm.batch_export import URL
from tests.review.llm.calls import OFFLINE, STRESSED, TAXONOMY, keys
from tests.review.llm.servers import ANSWER, FINDING, NOTHING, completion

PHONE = "13812345678"
NAME = "欧阳明珠"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [("坐席", "客户")[turn.role == "customer"] + "：" + turn.text for turn in STRESSED.turns]
    (tmp_path / f"{NAME}-{PHONE}.txt").write_text("\n".join([*lines, f"客户：打{PHONE}"]), encoding="utf-8")
    (tmp_path / "calm.txt").write_text("坐席：您好，这里是贷后回访\n客户：都正常", encoding="utf-8")
    return tmp_path


def export(folder: Path, **options: Any) -> ExportedBatch:
    paths = sorted(folder.glob("*.txt"))
    out = folder / "requests.jsonl"
    return export_files(paths, out, model="m-1", taxonomy=TAXONOMY, pointers=folder / "state", **options)


def requests_in(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "requests.jsonl").read_text("utf-8").splitlines()]


def reply(request: dict[str, Any], content: object, **options: Any) -> dict[str, Any]:
    response = {"status_code": 200, "request_id": "r", "body": completion(content, **options)}
    return {"id": "b", "custom_id": request["custom_id"], "response": response, "error": None}


def answer_for(request: dict[str, Any]) -> dict[str, Any]:
    return ANSWER if FINDING["ev"][0]["q"] in request["body"]["messages"][1]["content"] else NOTHING


def write_replies(path: Path, replies: list[Any]) -> Path:
    path.parent.mkdir(exist_ok=True)
    lines = [item if isinstance(item, str) else json.dumps(item) for item in replies]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def imported(folder: Path, replies: Path, **options: Any) -> dict[str, Review]:
    options.setdefault("pointers", folder / "state")
    return dict(import_replies(replies, taxonomy=TAXONOMY, offline=OFFLINE, **options).reviews)


def test_export_writes_batch_lines_that_name_file_and_input_only_by_digest(folder: Path) -> None:
    export(folder)
    for line in requests_in(folder):
        assert (line["method"], line["url"], set(line)) == (
            "POST",
            URL,
            {"custom_id", "method", "url", "body"},
        )
        assert len(line["custom_id"]) <= 64
        assert line["body"]["response_format"]["type"] == "json_schema"
    text = (folder / "requests.jsonl").read_text("utf-8")
    assert PHONE not in text
    assert NAME not in text


def test_sidecar_and_requests_are_their_owners_only(folder: Path) -> None:
    written = export(folder)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (written.sidecar, folder / "requests.jsonl")]
    assert modes == [0o600, 0o600]


def test_replies_become_reviews_through_the_same_gate(folder: Path) -> None:
    export(folder)
    answers = [reply(item, answer_for(item)) for item in requests_in(folder)]
    reviews = imported(folder, write_replies(folder / "replies.jsonl", answers[::-1]))
    stressed = reviews[str(folder / f"{NAME}-{PHONE}.txt")]
    assert "stress.payment_affected" in keys(stressed)
    assert [item.origin for item in stressed.signals if item.key == FINDING["key"]] == ["llm"]
    assert {item.reviewer.outcome for item in reviews.values()} == {"reviewed"}


@pytest.mark.parametrize("place", ["beside", "named", "pointed"])
def test_sidecar_is_found_wherever_the_replies_lie(folder: Path, place: str) -> None:
    export(folder)
    answers = [reply(item, answer_for(item)) for item in requests_in(folder)]
    where = folder if place == "beside" else folder / "elsewhere"
    replies = write_replies(where / "replies.jsonl", answers)
    options: dict[str, Any] = {"pointers": folder / "state" if place == "pointed" else None}
    if place == "named":
        options["requests"] = folder / "requests.jsonl"
    assert len(imported(folder, replies, **options)) == 2


def test_import_without_any_sidecar_says_so(folder: Path) -> None:
    export(folder)
    answers = [reply(item, NOTHING) for item in requests_in(folder)]
    replies = write_replies(folder / "elsewhere" / "replies.jsonl", answers)
    with pytest.raises(BatchError) as caught:
        import_replies(replies, taxonomy=TAXONOMY, offline=OFFLINE, pointers=None)
    assert caught.value.data["reason"] == "sidecar_missing"


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"response": {"status_code": 500, "body": None}}, "server_error"),
        ({"response": {"status_code": 429, "body": {"error": {}}}}, "rate_limited"),
        ({"response": None, "error": {"code": "batch_expired"}}, "reply_missing"),
        ({"response": {"status_code": 200, "body": completion("", finish="content_filter")}}, "filtered"),
        ({"response": {"status_code": 200, "body": completion("{}")}}, "invalid"),
        ({"response": {"status_code": 200, "body": "?"}}, "unreadable"),
        (None, "reply_missing"),
    ],
)
def test_call_without_usable_reply_gets_the_offline_review(folder: Path, change: Any, outcome: str) -> None:
    export(folder)
    answers = [reply(item, answer_for(item)) for item in requests_in(folder)]
    bad = next(
        item for item in answers if 'findings": [{' in json.dumps(item["response"]["body"]).replace("\\", "")
    )
    rest = [item for item in answers if item is not bad] + ([bad | change] if change else [])
    reviews = imported(folder, write_replies(folder / "replies.jsonl", rest))
    stressed = reviews[str(folder / f"{NAME}-{PHONE}.txt")]
    assert (len(reviews), stressed.reviewer.kind, stressed.reviewer.outcome) == (2, "offline", outcome)
    assert "stress.payment_affected" in keys(stressed)


def test_lines_that_belong_to_nothing_are_reported(folder: Path) -> None:
    export(folder)
    strange = {"custom_id": "huifang-" + "0" * 12 + "-" + "0" * 16 + "-1of1", "response": None}
    answers = [reply(item, NOTHING) for item in requests_in(folder)]
    replies = write_replies(folder / "replies.jsonl", ["{broken", *answers, strange, {"custom_id": "x"}])
    result = import_replies(replies, taxonomy=TAXONOMY, offline=OFFLINE, pointers=None)
    assert (result.bad_lines, len(result.unknown), len(result.reviews)) == ((1, 5), 1, 2)


def test_file_that_is_no_transcript_is_named_and_the_rest_exported(folder: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    written = export(folder)
    assert [Path(file).name for file, _ in written.failed] == ["empty.txt"]
    assert (written.calls, written.requests) == (2, 2)


def test_long_call_comes_back_from_several_lines_as_one_review(folder: Path) -> None:
    written = export(folder, chunk_tokens=40)
    assert written.requests > written.calls
    answers = []
    for item in requests_in(folder):
        words = item["body"]["messages"][1]["content"]
        answers.append(reply(item, ANSWER if "4C: " in words else NOTHING))
    reviews = imported(folder, write_replies(folder / "replies.jsonl", answers))
    stressed = reviews[str(folder / f"{NAME}-{PHONE}.txt")]
    assert keys(stressed).count("stress.payment_affected") == 1

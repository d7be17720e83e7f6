"""What leaves in a batch is redacted with what the loan file knows, as on the live path."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.commands import run
from bot.services.model_budget import DatabaseBudget
from review.llm import Limits
from storage.engine import make_engine
from storage.unit_of_work import UnitOfWork
from tests.review.llm.servers import NOTHING, always, says, serving
from tests.support.clock import FakeClock

# No recogniser can tell this from two ordinary words; only the loan file knows that it is somebody's name.
SECRET = "晴朗明珠"
LOANS = (
    f"loan_number,disbursed_on,principal,customer_name,phone\nHF-7,2026-11-01,50000,{SECRET},13900001111\n"
)
CALL = f"坐席：您好，这里是贷后回访。\n客户：嗯，{SECRET}这边都正常，没有问题。\n坐席：好的，再见。\n"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The command line's port is the environment itself, so the tests set that.
    monkeypatch.setenv("HUIFANG_DATABASE_URL", f"sqlite:///{tmp_path / 'cli.sqlite3'}")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def loans(tmp_path: Path) -> None:
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    assert run(["import", "loans", "loans.csv", "--json"]) == 0


def call_file(folder: Path, name: str) -> str:
    (folder / name).write_text(CALL, encoding="utf-8")
    return name


def exported(folder: Path, *arguments: str) -> str:
    assert run(["review-batch", "export", *arguments, "--out", "out.jsonl", "--model", "m-1"]) == 0
    return (folder / "out.jsonl").read_text(encoding="utf-8")


def test_secret_that_only_the_loan_file_knows_is_planted(tmp_path: Path, capsys) -> None:
    sent = exported(tmp_path, call_file(tmp_path, "call.txt"))
    assert SECRET in sent  # without a database nothing else can be known
    assert "call.txt" in capsys.readouterr().err  # and that is said


@pytest.mark.usefixtures("loans")
@pytest.mark.parametrize("name", ["HF-7_2026-11-20T1000.txt", "HF-7.txt", "2026_HF-7 (2).txt"])
def test_name_of_the_file_says_whose_call_it_is(tmp_path: Path, name: str, capsys) -> None:
    sent = exported(tmp_path, call_file(tmp_path, name))
    assert SECRET not in sent
    assert "[NAME_1]" in sent
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("loans")
def test_sidecar_or_option_say_whose_call_it_is(tmp_path: Path) -> None:
    file = call_file(tmp_path, "call.txt")
    assert SECRET not in exported(tmp_path, file, "--loan", "HF-7")
    (tmp_path / "call.json").write_text(json.dumps({"loan_number": "HF-7"}), encoding="utf-8")
    assert SECRET not in exported(tmp_path, file)


@pytest.mark.usefixtures("loans")
def test_known_values_come_back_only_from_the_private_sidecar(tmp_path: Path) -> None:
    exported(tmp_path, call_file(tmp_path, "HF-7.txt"))
    assert SECRET in (tmp_path / "out.jsonl.calls").read_text(encoding="utf-8")


@pytest.mark.usefixtures("loans")
def test_files_of_nobody_are_left_out_when_asked(tmp_path: Path, capsys) -> None:
    files = [call_file(tmp_path, "HF-7.txt"), call_file(tmp_path, "strange.txt")]
    sent = exported(tmp_path, *files, "--only-known")
    assert len(sent.splitlines()) == 1
    assert "strange.txt" in capsys.readouterr().err


@pytest.mark.usefixtures("loans")
def test_loan_that_is_not_there_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    file = call_file(tmp_path, "call.txt")
    assert run(["review-batch", "export", file, "--out", "o.jsonl", "--model", "m", "--loan", "X9"]) == 1
    assert not (tmp_path / "o.jsonl").exists()


@pytest.mark.usefixtures("loans")
def test_review_by_a_model_hides_the_known_and_spends_from_the_shared_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(always(says(NOTHING))) as server:
        monkeypatch.setenv("HUIFANG_LLM_BASE_URL", server.url)
        monkeypatch.setenv("HUIFANG_LLM_MODEL", "m-1")
        assert run(["review", call_file(tmp_path, "HF-7.txt"), "--json"]) == 0
    assert SECRET not in json.dumps(server.requests, ensure_ascii=False)
    engine = make_engine(f"sqlite:///{tmp_path / 'cli.sqlite3'}")
    budget = DatabaseBudget(new_unit=lambda: UnitOfWork(engine, FakeClock()), limits=Limits())
    today = date.today()  # noqa: DTZ011
    assert sum(budget.state(date.fromordinal(today.toordinal() + n)).spent.tokens for n in (-1, 0, 1)) == 3120

"""Bad input at scale: `python -m tests.faults.fuzz --cases 1000000 --seed 7` (`make fuzz`).

Every target is fed mutated examples and noise. It may take a case or refuse it with an error of its own kind;
anything else is a crash and ends up in the tally with what is needed to repeat it. The exit code is 1 after a crash.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.chat.intake import put_updates
from bot.chat.webhook import read_body
from bot.errors import BadInputError
from bot.forms.callback_data import decode
from bot.services.loan_file.dates import disbursement_day
from bot.services.loan_file.faults import FieldError
from bot.services.loan_file.rows import PARSERS
from review.dates import spoken_dates
from review.errors import ReviewError
from review.llm.extract import read_answer
from review.money import days_of_month, spoken_amounts
from review.transcript import read_transcript
from storage.unit_of_work import UnitOfWork
from tests.review.transcript.transcript_examples import EXAMPLES
from tests.support.clock import FakeClock
from tests.support.database import copied_database, migrated_file

TODAY = date(2026, 11, 24)
REFUSALS = (ReviewError, BadInputError, FieldError)
CRASHES_KEPT = 10
BATCH = 500  # updates a commit
PIECES = (
    "0", "-1", "9" * 40, "1e309", "NaN", "null", "{}", "[]", "[[", "\x00", "\ud800", "\u202e", "😀", "一亿", "两千五",
    "2026-02-30", "31/12/99", "００１２", "%s", "' OR 1=1 --", "<b>", "\r\n", "\ufeff", "A:", "客户：", "f:", ":::",
)  # fmt: skip
TEXTS = (
    "这个月二十号还两千五百块，下周三再还一千二", "I'll pay two hundred and fifty on the twenty-first", "¥1,234.50",
    "2026-11-10", "10/11/2026", "46000", "下个月底", "next Friday", "十一月三十号前", "12.5%", "CNY 30万",
)  # fmt: skip
PRESSES = ("f:abc123:1f:ok", "f:x:0:pay.impact=may_be_late", "sev:12", "sok:7", "due:page:2", "f:é:zz:back")
ANSWER = {
    "findings": [
        {
            "why": "客户说工资没发", "key": "stress.income_loss", "ev": [{"t": 2, "q": "工资没发"}], "holder": "self",
            "time": "now", "polarity": "affirmed", "certainty": "stated", "sev": "high",
        }
    ],
    "summary": "客户说工资没发。",
    "injection": False,
}  # fmt: skip
UPDATE: dict[str, Any] = {
    "update_id": 1,
    "message": {
        "message_id": 5, "date": 1_780_000_000, "text": "/start abc", "chat": {"id": 70_001, "type": "private"},
        "from": {"id": 70_001, "is_bot": False, "first_name": "周"},
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    },
}  # fmt: skip
PRESS: dict[str, Any] = {
    "update_id": 2,
    "callback_query": {
        "id": "9", "from": {"id": 70_001, "is_bot": False, "first_name": "周"}, "chat_instance": "1",
        "data": "f:abc:1:ok",
        "message": {"message_id": 5, "date": 1_780_000_000, "chat": {"id": 70_001, "type": "private"}},
    },
}  # fmt: skip


@dataclass(kw_only=True)
class Tally:
    """What happened to the cases of one target."""

    taken: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def line(self, name: str) -> str:
        """Return one line for people."""
        refused = sum(self.refused.values())
        return (
            f"{name:<14} {self.taken + refused + len(self.crashes):>9,} cases {self.taken:>9,} taken "
            f"{refused:>9,} refused {len(self.crashes):>3} crashes {self.seconds:7.1f} s"
        )


Target = Callable[[random.Random], None]


def mutated_text(chance: random.Random, examples: Sequence[str]) -> str:
    """Return an example with a few cuts, doublings and foreign pieces."""
    text = chance.choice(examples)
    for _ in range(chance.randint(0, 4)):
        at, end = sorted(chance.randint(0, len(text)) for _ in range(2))
        middle = chance.choice((chance.choice(PIECES), "", text[at:end] * 2, chr(chance.randint(1, 0x2FFFF))))
        text = text[:at] + middle + text[end if chance.random() < 0.5 else at :]
    return text


def mutated_bytes(chance: random.Random, examples: Sequence[bytes]) -> bytes:
    """Return example bytes with flips, cuts and noise."""
    data = bytearray(chance.choice(examples))
    for _ in range(chance.randint(0, 6)):
        at = chance.randint(0, len(data))
        cut = min(len(data), at + chance.randint(0, 40))
        data[at : cut if chance.random() < 0.5 else at] = chance.choice(
            (
                b"",
                chance.randbytes(chance.randint(1, 8)),
                chance.choice(PIECES).encode("utf-8", "surrogatepass"),
            )
        )
    return bytes(data)


def mutated_value(chance: random.Random, value: Any) -> Any:
    """Return a JSON value with parts dropped or replaced by something of another kind."""
    if chance.random() < 0.06:
        return chance.choice((None, True, -1, 1.5, 10**30, [], {}, [[]], "", chance.choice(PIECES)))
    if isinstance(value, dict):
        return {key: mutated_value(chance, item) for key, item in value.items() if chance.random() > 0.04}
    if isinstance(value, list):
        return [mutated_value(chance, item) for item in value]
    return value


def transcripts(chance: random.Random) -> None:
    """Read a mangled transcript: turns with words, or a refusal."""
    transcript = read_transcript(mutated_bytes(chance, tuple(EXAMPLES.values())))
    if not transcript.turns or not all(turn.text for turn in transcript.turns):
        raise AssertionError("a silent empty transcript")


def amounts_and_dates(chance: random.Random) -> None:
    """Read money and days from talk; what is found must be finite and in the calendar."""
    text = mutated_text(chance, TEXTS)
    found = (*spoken_amounts(text), *days_of_month(text))
    if any(not 0 <= item.start <= item.end <= len(text) for item in found):
        raise AssertionError("a range outside the text")
    spoken_dates(text, TODAY)


def loan_cells(chance: random.Random) -> None:
    """Read one cell of a loan file by the parser of some column."""
    column = chance.choice((*PARSERS, "disbursed_on"))
    text = mutated_text(chance, TEXTS)
    if column == "disbursed_on":
        disbursement_day(text, today=TODAY, zone="Asia/Shanghai")
    else:
        PARSERS[column](text)


def presses(chance: random.Random) -> None:
    """Read what a button is said to carry."""
    decode(mutated_text(chance, PRESSES))


def model_replies(chance: random.Random) -> None:
    """Read what a model is said to have written."""
    text = json.dumps(mutated_value(chance, ANSWER), ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.5:
        text = mutated_text(
            chance, (text, f"```json\n{text}\n```", f"<think>{text}</think>{text}", "[" * 3000)
        )
    read_answer(text, range(1, 5))


def webhook_bodies(chance: random.Random) -> None:
    """Read what was posted to the webhook: an update with a number, or a refusal."""
    text = json.dumps(mutated_value(chance, chance.choice((UPDATE, PRESS))))
    body = mutated_bytes(chance, (text.encode(), b"[" * 50_000, b'{"update_id":' + b"9" * 5_000 + b"}"))
    if read_body(body) is None:
        raise BadInputError("webhook_refused")


TARGETS: dict[str, Target] = {
    "transcripts": transcripts,
    "amounts, dates": amounts_and_dates,
    "loan cells": loan_cells,
    "presses": presses,
    "model replies": model_replies,
    "webhook bodies": webhook_bodies,
}
WEIGHTS = {"transcripts": 1, "model replies": 2, "webhook bodies": 2}
"""Shares of the cases: reading a whole transcript takes a hundred times as long as reading a cell."""
OTHERS = 5


def run_target(target: Target, *, cases: int, seed: int) -> Tally:
    """Feed a target; each case has a seed of its own, which repeats it."""
    tally = Tally()
    begin = time.perf_counter()
    for number in range(cases):
        try:
            target(random.Random(f"{seed}:{number}"))
        except REFUSALS as refusal:
            tally.refused[getattr(refusal, "code", type(refusal).__name__)] += 1
        except Exception as crash:  # noqa: BLE001 (finding them is the purpose)
            tally.crashes.append(f"case {number}: {type(crash).__name__}: {str(crash)[:120]}")
        else:
            tally.taken += 1
    tally.seconds = time.perf_counter() - begin
    return tally


def run_inbox(*, cases: int, seed: int, folder: Path) -> Tally:
    """Put mangled updates into a real inbox: each is a row of its own or a repeat, none is swallowed."""
    tally = Tally()
    begin = time.perf_counter()
    clock = FakeClock(datetime(2026, 11, 24, tzinfo=UTC))
    with copied_database(migrated_file(folder), folder) as engine:
        for batch in _batches(cases, seed):
            with UnitOfWork(engine, clock) as uow:
                tally.taken += put_updates(uow, batch)
                uow.commit()
            tally.refused["repeat"] += len(batch)
        tally.refused["repeat"] -= tally.taken
        with UnitOfWork(engine, clock) as uow:
            kept = sum(count for queue, _, count in uow.queue.depth() if queue == "inbox")
    if kept != tally.taken:
        tally.crashes.append(f"{tally.taken} taken, {kept} in the inbox")
    tally.seconds = time.perf_counter() - begin
    return tally


def _batches(cases: int, seed: int) -> Iterator[list[Any]]:
    for first in range(0, cases, BATCH):
        batch = []
        for number in range(first, min(cases, first + BATCH)):
            chance = random.Random(f"{seed}:update:{number}")
            raw = mutated_value(chance, chance.choice((UPDATE, PRESS)))
            if isinstance(raw, dict) and raw.get("update_id") in (1, 2):
                raw["update_id"] = number
            batch.append(raw)
        yield batch


def main(arguments: list[str]) -> int:
    """Run all targets and print the tally."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    weights = {name: WEIGHTS.get(name, OTHERS) for name in TARGETS} | {"inbox": 1}
    share = options.cases / sum(weights.values())
    counts = {name: max(1, round(share * weight)) for name, weight in weights.items()}
    tallies = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, target in TARGETS.items():
            tallies[name] = run_target(target, cases=counts[name], seed=options.seed)
            print(tallies[name].line(name), flush=True)
        tallies["inbox"] = run_inbox(cases=counts["inbox"], seed=options.seed, folder=Path(folder))
        print(tallies["inbox"].line("inbox"))
    crashes = [f"{name}: {crash}" for name, tally in tallies.items() for crash in tally.crashes]
    print(f"seed {options.seed}: {sum(counts.values()):,} cases, {len(crashes)} crashes")
    print("\n".join(crashes[:CRASHES_KEPT]))
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

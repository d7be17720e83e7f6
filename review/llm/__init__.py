"""The model path: a call goes out redacted and fenced, a checked answer comes back, the gate has the last word.

`build_llm_reviewer` makes the reviewer, `probe` asks an endpoint what it can do, `export_files` and
`import_replies` are the batch way, `lint_prompts` checks prompts/review, `needs_person` tells which calls a person
must also see. `openai` is imported on the first request only.

To add the next server's dialect: put its difference into `dialects.py` with the server's name in a comment, and
its replies into `tests/review/llm/servers.py`.
"""

from review.llm.batch_export import ExportedBatch, export_files
from review.llm.batch_import import ImportedBatch, import_replies
from review.llm.budget import CALL_LIMITS, DAY_LIMITS, MemoryBudget
from review.llm.build import build_llm_reviewer
from review.llm.client import OpenAiClient
from review.llm.errors import BatchError, ModelError, PricesError, PromptError
from review.llm.outcome import Outcome
from review.llm.ports import Budget, DayBudget, Format, Limits, ModelClient, Spend, Timing
from review.llm.prices import Price, Prices, read_prices
from review.llm.probe import Capabilities, probe
from review.llm.prompt_file import lint_prompts
from review.llm.reviewer import LlmReviewer, needs_person

__all__ = [
    "CALL_LIMITS",
    "DAY_LIMITS",
    "BatchError",
    "Budget",
    "Capabilities",
    "DayBudget",
    "ExportedBatch",
    "Format",
    "ImportedBatch",
    "Limits",
    "LlmReviewer",
    "MemoryBudget",
    "ModelClient",
    "ModelError",
    "OpenAiClient",
    "Outcome",
    "Price",
    "Prices",
    "PricesError",
    "PromptError",
    "Spend",
    "Timing",
    "build_llm_reviewer",
    "export_files",
    "import_replies",
    "lint_prompts",
    "needs_person",
    "probe",
    "read_prices",
]

"""What people read about the problems of a loan file."""

from collections.abc import Iterable

from bot.services.loan_file.rows import Problem
from bot.texts import Texts


def reason_key(reason: str) -> str:
    """Return the text key of a reason code."""
    return "import-reason-" + reason.replace("_", "-")


def explain_problem(problem: Problem, texts: Texts) -> str:
    """Return one sentence on a problem, with its line and column."""
    reason = texts(reason_key(problem.reason), **problem.data)
    if not problem.column:
        return texts("import-problem-line", line=str(problem.line), reason=reason)
    column = texts("import-column-" + problem.column.replace("_", "-"))
    return texts("import-problem-cell", line=str(problem.line), column=column, reason=reason)


def explain(problems: Iterable[Problem], texts: Texts) -> str:
    """Return all problems of a row as one text."""
    return texts("import-problem-separator").join(explain_problem(problem, texts) for problem in problems)

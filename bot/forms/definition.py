"""What a form is: questions, options, answer rules and scripts, as frozen values that data files are checked against."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from pydantic import Field

from bot.forms.conditions import Condition, Strict, questions_in

QuestionType: TypeAlias = Literal[
    "single", "multi", "bool3", "amount", "date", "datetime", "int", "number", "rating5", "text", "photo",
    "location", "phone", "signature",
]  # fmt: skip
Flag: TypeAlias = Literal["seed", "gate", "agent", "sens", "opt", "evid", "code"]
Length: TypeAlias = Literal["short", "long"]
Labels: TypeAlias = dict[str, str]

CHOICE_TYPES = frozenset({"single", "multi", "bool3", "rating5"})
OPEN_GROUPS = frozenset({"open", "idv", "con"})
"""The groups that speak of no loan and so may be asked before identity is passed."""
NOT_KNOWING = ("unsure", "unknown")
"""Options that say "I do not know" in the customer's own set; the general button would say it twice."""


class Option(Strict):
    """One thing to choose. `alone` = in a multi-select it excludes all others and answers in one press."""

    key: str
    zh: str
    en: str
    alone: bool = False

    @property
    def labels(self) -> Labels:
        """Return the label per language."""
        return {"zh": self.zh, "en": self.en}


class Question(Strict):
    """One question, as read out or shown; `options` is filled for every choice type."""

    key: str
    group: str
    type: QuestionType
    zh: str
    en: str
    required: bool = False
    show_if: Condition | None = None
    flags: frozenset[Flag] = frozenset()
    options: tuple[Option, ...] = ()
    when: Literal["past", "future", "any"] = "any"
    unit: str | None = None
    between: tuple[int, int] | None = None

    @property
    def labels(self) -> Labels:
        """Return the wording per language."""
        return {"zh": self.zh, "en": self.en}

    @property
    def may_decline(self) -> bool:
        """Return whether the customer may prefer not to say; gates and staff observations have no such answer."""
        return not self.flags & {"gate", "agent"}

    @property
    def own_unknown(self) -> str | None:
        """Return the option of the set that says "I do not know", if it has one."""
        return next((option.key for option in self.options if option.key in NOT_KNOWING), None)

    @property
    def may_be_unknown(self) -> bool:
        """Return whether the general "not known" button belongs under the question."""
        return "gate" not in self.flags and self.own_unknown is None

    def option(self, key: str) -> Option | None:
        """Return the option with this key, or None."""
        return next((option for option in self.options if option.key == key), None)


class Deed(Strict):
    """What an answer does. Only `raise` proposes a signal; everything else opens work or guards the form."""

    raise_: str | None = Field(default=None, alias="raise")
    severity: Literal["low", "medium", "high", "critical"] | None = None
    unless: Condition | None = None
    stop_form: bool = False
    allow_only: tuple[str, ...] | None = None
    hold: str | None = None
    task: str | None = None
    block_number: bool = False
    compare: tuple[str, str] | None = None
    tolerance_pct: float | int | None = None
    tolerance_abs: float | int | None = None
    send: str | None = None
    coach: str | None = None
    set: dict[str, str] = Field(default_factory=dict)
    offer: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    suggest: str | None = None
    pause: str | None = None
    until_days: int | None = None
    apply_immediately: str | None = None
    redact: tuple[str, ...] = ()
    keep: str | None = None
    note: str | None = None


class Rule(Strict):
    """One answer rule: while `when` holds, `do` applies."""

    when: Condition
    do: Deed


class Script(Strict):
    """A spoken block with the questions or groups over which it is shown."""

    key: str
    zh: str
    en: str
    shown_at: tuple[str, ...] = ()

    @property
    def labels(self) -> Labels:
        """Return the wording per language."""
        return {"zh": self.zh, "en": self.en}


class Link(Strict):
    """How a self-service link behaves."""

    ttl_hours: int
    single_use_after_submit: bool
    otp_required: bool
    save_and_resume: bool
    language_switch: tuple[str, ...]


class FormDefinition(Strict):
    """One published version of one variant in one length. Everything a session needs, nothing looked up elsewhere."""

    key: str
    version: int
    length: Length
    code: str
    zh: str
    en: str
    channel: tuple[str, ...]
    audience: Literal["agent", "customer"]
    target_minutes: int
    max_questions_asked: int
    must_have: tuple[str, ...]
    questions: tuple[Question, ...]
    groups: dict[str, Labels]
    rules: tuple[Rule, ...]
    scripts: tuple[Script, ...]
    clean_path: dict[str, str | tuple[str, ...]]
    press_budget: int | None = None
    prefill: dict[str, str] = Field(default_factory=dict)
    modes: dict[str, Condition] = Field(default_factory=dict)
    link: Link | None = None
    note: str | None = None

    @property
    def labels(self) -> Labels:
        """Return the name of the form per language."""
        return {"zh": self.zh, "en": self.en}

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        """Return the questions by key."""
        return {question.key: question for question in self.questions}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Return where each question stands, from 0."""
        return {question.key: index for index, question in enumerate(self.questions)}

    @cached_property
    def opened_by(self) -> Mapping[str, frozenset[str]]:
        """Return, per question, the questions whose condition asks about its answer."""
        asked = [(question.key, questions_in(question.show_if)) for question in self.questions]
        return {key: frozenset(other for other, about in asked if key in about) for key in self.by_key}

    @cached_property
    def factors(self) -> tuple[str, ...]:
        """Return the identity factors of this form; all must match before a loan fact is shown."""
        known = ("idv.factor1", "idv.factor2", "idv.otp")
        return tuple(key for key in known if key in self.by_key)

    def script(self, key: str) -> Script | None:
        """Return a spoken block, or None."""
        return next((script for script in self.scripts if script.key == key), None)


class OptionSets(Strict):
    """The shape of options.yaml."""

    option_sets: dict[str, tuple[tuple[str, str, str], ...]]
    exclusive: dict[str, tuple[str, ...]]


class BankQuestion(Strict):
    """One line of bank.yaml."""

    k: str
    g: str
    t: QuestionType
    zh: str
    en: str
    o: str | None = None
    r: bool = False
    s: Condition | None = None
    f: tuple[str, ...]
    x: tuple[Flag, ...] = ()
    when: Literal["past", "future", "any"] = "any"
    unit: str | None = None
    between: tuple[int, int] | None = None


class Group(Strict):
    """One line of groups.yaml."""

    k: str
    zh: str
    en: str


class Spoken(Strict):
    """The wording of one spoken block."""

    zh: str
    en: str


class ScriptFile(Strict):
    """The shape of scripts.yaml."""

    scripts: dict[str, Spoken]
    shown_at: dict[str, tuple[str, ...]]


class VariantFile(Strict):
    """The shape of one variant's file."""

    key: str
    version: int
    code: str
    zh: str
    en: str
    channel: tuple[str, ...]
    audience: Literal["agent", "customer"]
    target_minutes: int
    max_questions_asked: int
    must_have: tuple[str, ...]
    short: tuple[str, ...]
    long: tuple[str, ...]
    clean_path: dict[str, str | tuple[str, ...]]
    press_budget: int | None = None
    prefill: dict[str, str] = Field(default_factory=dict)
    modes: dict[str, Condition] = Field(default_factory=dict)
    link: Link | None = None
    note: str | None = None

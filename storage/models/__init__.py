"""All tables. Importing this package registers them with SQLModel's metadata."""

from storage.models.audit import AuditEvent
from storage.models.callbacks import Attempt, Callback, IdentityCheck
from storage.models.chat import ChatExpectation, ChatMessage
from storage.models.followups import SupportCase, Task
from storage.models.forms import Answer, AnswerChange, FormResponse
from storage.models.lending import Borrower, ContactPreference, CustomerLink, Hold, Loan
from storage.models.payments import LoanEvent, Payment, Promise
from storage.models.reviews import Decision, SignalView, StoredReview, StoredSignal, StoredTranscript
from storage.models.staff import Invite, StaffMember
from storage.models.work import DeliveryAttempt, SendBudget, WorkItem

__all__ = [
    "Answer",
    "AnswerChange",
    "Attempt",
    "AuditEvent",
    "Borrower",
    "Callback",
    "ChatExpectation",
    "ChatMessage",
    "ContactPreference",
    "CustomerLink",
    "Decision",
    "DeliveryAttempt",
    "FormResponse",
    "Hold",
    "IdentityCheck",
    "Invite",
    "Loan",
    "LoanEvent",
    "Payment",
    "Promise",
    "SendBudget",
    "SignalView",
    "StaffMember",
    "StoredReview",
    "StoredSignal",
    "StoredTranscript",
    "SupportCase",
    "Task",
    "WorkItem",
]

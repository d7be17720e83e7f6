"""All tables. Importing this package registers them with SQLModel's metadata."""

from storage.models.audit import AuditEvent
from storage.models.callbacks import Attempt, Callback, IdentityCheck
from storage.models.chat import ChatExpectation, ChatMessage
from storage.models.followups import SupportCase, Task
from storage.models.forms import Answer, AnswerChange, FormResponse
from storage.models.lending import Borrower, ContactPreference, CustomerLink, Hold, Loan
from storage.models.reviews import Decision, SignalView, StoredReview, StoredSignal, StoredTranscript
from storage.models.staff import Invite, StaffMember
from storage.models.support import Arrangement, CaseMessage, Consent
from storage.models.work import DeliveryAttempt, SendBudget, WorkItem

__all__ = [
    "Answer",
    "AnswerChange",
    "Arrangement",
    "Attempt",
    "AuditEvent",
    "Borrower",
    "Callback",
    "CaseMessage",
    "ChatExpectation",
    "ChatMessage",
    "Consent",
    "ContactPreference",
    "CustomerLink",
    "Decision",
    "DeliveryAttempt",
    "FormResponse",
    "Hold",
    "IdentityCheck",
    "Invite",
    "Loan",
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

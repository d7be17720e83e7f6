"""All tables. Importing this package registers them with SQLModel's metadata."""

from storage.models.audit import AuditEvent
from storage.models.callbacks import Attempt, Callback, IdentityCheck
from storage.models.chat import ChatExpectation, ChatMessage
from storage.models.followups import SupportCase, Task
from storage.models.forms import Answer, AnswerChange, FormResponse
from storage.models.keys import AuditHead, DataKey, Tombstone
from storage.models.lending import Borrower, ContactPreference, CustomerLink, Hold, Loan
from storage.models.payments import LoanEvent, Payment, Promise
from storage.models.recordings import Inspection, InspectionPhoto, Recording
from storage.models.reviews import Decision, SignalView, StoredReview, StoredSignal, StoredTranscript
from storage.models.staff import Invite, StaffMember
from storage.models.support import Arrangement, CaseMessage, Consent
from storage.models.work import DeliveryAttempt, ModelDay, SendBudget, WorkItem

__all__ = [
    "Answer",
    "AnswerChange",
    "Arrangement",
    "Attempt",
    "AuditEvent",
    "AuditHead",
    "Borrower",
    "Callback",
    "CaseMessage",
    "ChatExpectation",
    "ChatMessage",
    "Consent",
    "ContactPreference",
    "CustomerLink",
    "DataKey",
    "Decision",
    "DeliveryAttempt",
    "FormResponse",
    "Hold",
    "IdentityCheck",
    "Inspection",
    "InspectionPhoto",
    "Invite",
    "Loan",
    "LoanEvent",
    "ModelDay",
    "Payment",
    "Promise",
    "Recording",
    "SendBudget",
    "SignalView",
    "StaffMember",
    "StoredReview",
    "StoredSignal",
    "StoredTranscript",
    "SupportCase",
    "Task",
    "Tombstone",
    "WorkItem",
]

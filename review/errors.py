"""The error family of review.

ReviewError
├── TranscriptError       the file cannot become a transcript; names line and reason
│   ├── UnknownFormatError
│   └── EmptyTranscriptError
├── TaxonomyError         prompts/ holds something that the schema refuses
└── ReviewerError         a reviewer could not produce a review
"""

from typing import Any


class ReviewError(Exception):
    """Carries a stable code and data for the text that people see; never call text or personal data."""

    code = "review_failed"

    def __init__(self, message: str = "", **data: Any) -> None:
        super().__init__(message or self.code)
        self.data = data


class TranscriptError(ReviewError):
    """A transcript file is malformed. Data: ``line`` (1-based or None) and ``reason``."""

    code = "transcript_malformed"


class UnknownFormatError(TranscriptError):
    """No importer recognises the content."""

    code = "transcript_unknown_format"


class EmptyTranscriptError(TranscriptError):
    """The file holds no spoken turn."""

    code = "transcript_empty"


class TaxonomyError(ReviewError):
    """A file under prompts/ breaks its schema."""

    code = "taxonomy_invalid"


class ReviewerError(ReviewError):
    """A reviewer could not finish; the call goes to a person's queue."""

    code = "reviewer_failed"

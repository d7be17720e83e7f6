"""Vehicle inspections: what the photos and the papers say, side by side with what was claimed. Facts, no verdicts."""

from bot.services.inspection.check import (
    INSPECT_JOB,
    INSPECTION_CARD,
    PhotoFile,
    check_inspection,
    keep_photos,
    photos_to_fetch,
    queue_inspection,
    show_photos,
)

__all__ = [
    "INSPECTION_CARD",
    "INSPECT_JOB",
    "PhotoFile",
    "check_inspection",
    "keep_photos",
    "photos_to_fetch",
    "queue_inspection",
    "show_photos",
]

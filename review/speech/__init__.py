"""Sound to words: normalise any recorder's file, ask an OpenAI-compatible audio endpoint, hand on to the importers.

`sound` needs the extra `recordings` (PyAV, NumPy) and imports it lazily; `client` is the second of the two places
that know the model's library.
"""

from review.speech.client import OpenAiSpeech
from review.speech.document import Reply, has_words, merge_replies
from review.speech.errors import SoundError, SoundSupportError, SpeechError, SpeechTrouble
from review.speech.ports import Transcriber
from review.speech.sound import PIECE_SECONDS, WHOLE_CALL_SECONDS, Piece, Sound, clip, normalise, pieces

__all__ = [
    "PIECE_SECONDS",
    "WHOLE_CALL_SECONDS",
    "OpenAiSpeech",
    "Piece",
    "Reply",
    "Sound",
    "SoundError",
    "SoundSupportError",
    "SpeechError",
    "SpeechTrouble",
    "Transcriber",
    "clip",
    "has_words",
    "merge_replies",
    "normalise",
    "pieces",
]

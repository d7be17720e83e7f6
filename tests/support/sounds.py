"""Made-up sound: tones, silence and two channels, in the containers that recorders and Telegram produce."""

import io
from typing import Any

import av
import numpy as np

RATE = 16_000


def tone(seconds: float, hertz: float = 220.0, loud: float = 0.3) -> Any:
    """Samples of a tone, shape (samples,)."""
    at = np.arange(int(seconds * RATE)) / RATE
    return (np.sin(2 * np.pi * hertz * at) * loud * 32_000).astype(np.int16)


def silence(seconds: float) -> Any:
    return np.zeros(int(seconds * RATE), np.int16)


def encoded(*channels: Any, container: str = "wav", codec: str = "pcm_s16le") -> bytes:
    """The channels as a file."""
    target = io.BytesIO()
    layout = "stereo" if len(channels) == 2 else "mono"
    with av.open(target, "w", format=container) as output:
        stream = output.add_stream(codec, rate=RATE, layout=layout)
        packed = np.ascontiguousarray(np.stack(channels).T.reshape(1, -1))
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=layout)
        frame.sample_rate = RATE
        resampler = av.AudioResampler(format=stream.format.name, layout=layout, rate=RATE)
        for ready in resampler.resample(frame):
            output.mux(stream.encode(ready))
        output.mux(stream.encode(None))
    return target.getvalue()

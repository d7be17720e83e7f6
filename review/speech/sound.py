"""Sound in and out, by PyAV: every container becomes OGG/Opus at 16 kHz, which pieces and clips are cut from."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from review.speech.errors import SoundError, SoundSupportError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]  # shape (channels, samples)

RATE = 16_000  # samples a second; what recognisers work at, and Opus takes it as it is
BITS_PER_CHANNEL = 24_000  # bits a second; speech at 16 kHz gains nothing from more
SILENT_PEAK = 200  # of 32,767 (-44 dB); a telephone line's hiss stays below, a whisper does not
LONGEST_SECONDS = 6 * 3600  # no call lasts longer; the transcript importers draw the same line
PIECE_SECONDS = 600  # 19 MB as WAV, under the 25 MB that endpoints usually take
WHOLE_CALL_SECONDS = (
    1_380  # OpenAI's diarising models take 1,400 s; speakers keep their labels only within one piece
)
SEARCH_SECONDS = 20  # how far before a piece's end a pause is looked for
WINDOW = RATE // 10  # a tenth of a second: the pause that a cut falls into
EXTRA = "recordings"


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A normalised recording: OGG/Opus, 16 kHz, one or two channels that differ."""

    ogg: bytes
    container: str
    channels: int
    duration_ms: int
    silent: bool
    damaged_packets: int = 0


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A cut of one channel (or of all together), with its place in the call."""

    data: bytes
    start_ms: int
    end_ms: int
    silent: bool


def normalise(data: bytes) -> Sound:
    """Return the recording as OGG/Opus; raises SoundError, or SoundSupportError without the extra."""
    av, np = _libraries()
    with _opened(av, data) as source:
        reader = _Reader(av, source)
        target = io.BytesIO()
        peak, differs, samples = 0, False, 0
        with _Writer(av, target, "ogg", reader.channels) as writer:
            for block in reader.blocks():
                samples += block.shape[1]
                if samples > LONGEST_SECONDS * RATE:
                    raise SoundError(reason="too_long")
                peak = max(peak, int(np.abs(block.astype(np.int32)).max(initial=0)))
                # Recorders that write one voice twice are as common as those that keep the sides apart.
                differs = differs or (reader.channels == 2 and _differ(np, block))
                writer.write(block)
        if samples == 0:
            raise SoundError(reason="damaged" if reader.damaged else "not_sound")
        return Sound(
            ogg=target.getvalue(),
            container=str(source.format.name),
            channels=2 if differs else 1,
            duration_ms=samples * 1000 // RATE,
            silent=peak <= SILENT_PEAK,
            damaged_packets=reader.damaged,
        )


def pieces(
    ogg: bytes, *, channel: int | None, suffix: str = "ogg", skip: int = 0, seconds: int = PIECE_SECONDS
) -> Iterator[Piece]:
    """Yield pieces of at most so many seconds, cut in pauses: of one channel, or of all mixed (None).

    `suffix` is `ogg` or `wav`. The first `skip` pieces come without data: their answers are known already.
    """
    av, np = _libraries()
    start = 0
    with _opened(av, ogg) as source:
        for count, block in enumerate(_cut(np, _one_channel(np, _Reader(av, source), channel), seconds)):
            end = start + block.shape[1]
            yield Piece(
                data=b"" if count < skip else _encoded(av, block, suffix),
                start_ms=start * 1000 // RATE,
                end_ms=end * 1000 // RATE,
                silent=int(np.abs(block.astype(np.int32)).max(initial=0)) <= SILENT_PEAK,
            )
            start = end


def clip(ogg: bytes, start_ms: int, end_ms: int) -> bytes:
    """Return the mixed sound between two instants of a normalised recording, as an OGG/Opus voice note."""
    av, np = _libraries()
    kept: list[Samples] = []
    with _opened(av, ogg) as source:
        source.seek(max(0, start_ms - 1_000) * 1000)
        for at, block in _Reader(av, source).timed_blocks():
            first = max(0, (start_ms - at) * RATE // 1000)
            last = (end_ms - at) * RATE // 1000
            if last <= 0:
                break
            kept.append(block[:, first:last])
    samples = np.concatenate(kept, axis=1) if kept else np.zeros((1, 0), np.int16)
    if samples.shape[1] == 0:
        raise SoundError(reason="no_such_moment")
    return _encoded(av, _mixed(np, samples), "ogg")


class _Reader:
    """Decodes the first audio stream into 16 kHz blocks, stepping over packets that are damaged."""

    def __init__(self, av: Any, source: Any) -> None:
        if not source.streams.audio:
            raise SoundError(reason="no_audio_stream")
        self._av, self._source, self._stream = av, source, source.streams.audio[0]
        self.channels = 2 if self._stream.codec_context.channels >= 2 else 1
        self.damaged = 0

    def blocks(self) -> Iterator["Samples"]:
        for _, block in self.timed_blocks():
            yield block

    def timed_blocks(self) -> Iterator[tuple[int, "Samples"]]:
        """Yield (milliseconds from the start, samples)."""
        layout = "stereo" if self.channels == 2 else "mono"
        resampler = self._av.AudioResampler(format="s16p", layout=layout, rate=RATE)
        at: int | None = None
        for frame in self._frames():
            if at is None:
                at = int((frame.time or 0) * 1000)
                done = 0
            for ready in resampler.resample(frame):
                yield at + done * 1000 // RATE, ready.to_ndarray()
                done += ready.samples
        if at is not None:
            for ready in resampler.resample(None):
                yield at + done * 1000 // RATE, ready.to_ndarray()
                done += ready.samples

    def _frames(self) -> Iterator[Any]:
        try:
            for packet in self._source.demux(self._stream):
                try:
                    yield from packet.decode()
                except self._av.error.InvalidDataError:
                    self.damaged += 1
        except self._av.error.FFmpegError:
            self.damaged += 1  # the rest of the container is gone; what came before it stands


class _Writer:
    """Encodes 16 kHz blocks into a container."""

    def __init__(self, av: Any, target: io.BytesIO, suffix: str, channels: int) -> None:
        self._av, self._layout = av, "stereo" if channels == 2 else "mono"
        self._container = av.open(target, "w", format=suffix)
        codec = "libopus" if suffix == "ogg" else "pcm_s16le"
        self._stream = self._container.add_stream(codec, rate=RATE, layout=self._layout)
        if suffix == "ogg":
            self._stream.bit_rate = BITS_PER_CHANNEL * channels
        self._written = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_rest: object) -> None:
        if kind is None and self._written:
            self._mux(None)
        self._container.close()

    def write(self, block: "Samples") -> None:
        import numpy as np

        if block.shape[1] == 0:
            return
        packed = np.ascontiguousarray(block.T.reshape(1, -1))
        frame = self._av.AudioFrame.from_ndarray(packed, format="s16", layout=self._layout)
        frame.sample_rate, frame.pts = RATE, self._written
        self._written += block.shape[1]
        self._mux(frame)

    def _mux(self, frame: Any) -> None:
        for packet in self._stream.encode(frame):
            self._container.mux(packet)


def _libraries() -> tuple[Any, Any]:
    try:
        import av
        import numpy as np
    except ImportError:
        raise SoundSupportError(extra=EXTRA) from None
    return av, np


def _opened(av: Any, data: bytes) -> Any:
    try:
        return av.open(io.BytesIO(data), "r")
    except (av.error.FFmpegError, ValueError, EOFError):
        raise SoundError(reason="not_sound") from None


def _differ(np: Any, block: "Samples") -> bool:
    return int(np.abs(block[0].astype(np.int32) - block[1]).max(initial=0)) > SILENT_PEAK


def _one_channel(np: Any, reader: _Reader, channel: int | None) -> Iterator["Samples"]:
    for block in reader.blocks():
        yield _mixed(np, block) if channel is None else block[min(channel, block.shape[0] - 1)][None, :]


def _mixed(np: Any, block: "Samples") -> "Samples":
    if block.shape[0] == 1:
        return block
    mixed: Samples = block.astype(np.int32).mean(axis=0).astype(np.int16)[None, :]
    return mixed


def _cut(np: Any, blocks: Iterator["Samples"], seconds: int) -> Iterator["Samples"]:
    held: list[Samples] = []
    length = 0
    for block in blocks:
        held.append(block)
        length += block.shape[1]
        while length > seconds * RATE:
            whole = np.concatenate(held, axis=1)
            at = _pause(np, whole[0, : seconds * RATE])
            yield whole[:, :at]
            held, length = [whole[:, at:]], whole.shape[1] - at
    if length:
        yield np.concatenate(held, axis=1)


def _pause(np: Any, samples: Any) -> int:
    """Return where the quietest tenth of a second near the end lies, so that no word is cut in two."""
    start = len(samples) - SEARCH_SECONDS * RATE
    windows = np.abs(samples[start:].astype(np.int32)).reshape(-1, WINDOW).sum(axis=1)
    return start + int(windows.argmin()) * WINDOW + WINDOW // 2


def _encoded(av: Any, samples: "Samples", suffix: str) -> bytes:
    target = io.BytesIO()
    with _Writer(av, target, suffix, samples.shape[0]) as writer:
        for start in range(0, samples.shape[1], RATE):
            writer.write(samples[:, start : start + RATE])
    return target.getvalue()

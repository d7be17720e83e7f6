"""All importers, most particular first. A file belongs to the first one that recognises its content."""

from review.errors import UnknownFormatError
from review.transcript.formats import (
    aliyun,
    assemblyai,
    aws_batch,
    aws_call_analytics,
    azure,
    csv_table,
    dashscope,
    deepgram,
    dialogue_json,
    docx,
    funasr,
    genesys,
    google,
    header_lines,
    huawei,
    iflytek_v1,
    iflytek_v2,
    openai_diarised,
    srt,
    tagged_text,
    tencent,
    volcengine,
    webvtt,
    wecom,
    whisper,
    whisper_cpp,
    whisperx,
    xlsx,
)
from review.transcript.importer import Importer
from review.transcript.source import Source

_IMPORTERS: tuple[Importer, ...] = (
    docx.IMPORTER,
    xlsx.IMPORTER,
    webvtt.IMPORTER,
    srt.IMPORTER,
    openai_diarised.IMPORTER,
    huawei.IMPORTER,
    whisper.IMPORTER,
    whisperx.IMPORTER,
    whisper_cpp.IMPORTER,
    iflytek_v2.IMPORTER,
    iflytek_v1.IMPORTER,
    aliyun.IMPORTER,
    dashscope.IMPORTER,
    tencent.IMPORTER,
    wecom.IMPORTER,
    genesys.IMPORTER,
    aws_call_analytics.IMPORTER,
    aws_batch.IMPORTER,
    azure.IMPORTER,
    deepgram.IMPORTER,
    google.IMPORTER,
    volcengine.IMPORTER,
    assemblyai.IMPORTER,
    funasr.IMPORTER,
    dialogue_json.IMPORTER,
    csv_table.IMPORTER,
    header_lines.IMPORTER,
    tagged_text.IMPORTER,
)


def importers() -> tuple[Importer, ...]:
    """Return every importer in the order in which they are asked."""
    return _IMPORTERS


def importer_for(source: Source) -> Importer:
    """Return the importer that recognises the content; raises TranscriptError when none does."""
    for importer in _IMPORTERS:
        if importer.recognises(source):
            return importer
    if source.json_error is not None:
        raise source.json_error
    reason = "unknown_json" if source.document is not None else "no_speaker_tags"
    raise UnknownFormatError("no importer recognises this content", line=1, reason=reason)

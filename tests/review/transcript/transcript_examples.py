"""One small invented call in every format: agent first, then customer, then both once more."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

GREETING = "您好,请问是王先生本人吗?本次通话会录音。"
SELF = "是我。"
QUESTION = "请问下期还款资金准备好了吗?"
TROUBLE = "工资还没发,我可能要晚几天。"
CALL = (
    ("0", 340, 3210, GREETING),
    ("1", 4100, 4900, SELF),
    ("0", 6000, 8000, QUESTION),
    ("1", 9000, 12000, TROUBLE),
)
"""Voice, start and end in ms, words."""

Row = Callable[[str, int, int, str], Any]


def _rows(row: Row) -> list[Any]:
    return [row(*entry) for entry in CALL]


def _json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def _clock(ms: int, mark: str) -> str:
    return f"00:00:{ms // 1000:02d}{mark}{ms % 1000:03d}"


def _role(voice: str) -> str:
    return "坐席" if voice == "0" else "客户"


def _subtitles(mark: str, row: Callable[[str, str], str]) -> str:
    cues = _rows(lambda v, s, e, t: f"{_clock(s, mark)} --> {_clock(e, mark)}\n{row(v, t)}\n")
    return "\n".join(cues)


def _iflytek_v2() -> Any:
    def sentence(voice: str, start: int, end: int, text: str) -> dict[str, str]:
        chunks = [{"cw": [{"w": text, "wp": "n"}]}, {"cw": [{"w": "段", "wp": "g"}]}]
        st = {"bg": str(start), "ed": str(end), "rl": str(int(voice) + 1), "rt": [{"ws": chunks}]}
        return {"json_1best": json.dumps({"st": st})}

    return {"code": "000000", "content": {"orderResult": json.dumps({"lattice": _rows(sentence)})}}


def _aws_batch() -> Any:
    items = _rows(
        lambda v, s, e, t: {
            "start_time": str(s / 1000),
            "end_time": str(e / 1000),
            "type": "pronunciation",
            "alternatives": [{"confidence": "0.99", "content": t}],
        }
    )
    segments = _rows(
        lambda v, s, e, t: {"items": [{"start_time": str(s / 1000), "speaker_label": f"spk_{v}"}]},
    )
    return {"jobName": "j", "results": {"items": items, "speaker_labels": {"segments": segments}}}


def _docx() -> bytes:
    paragraphs = _rows(lambda v, s, e, t: f"<w:p><w:r><w:t>{_role(v)}：</w:t><w:t>{t}</w:t></w:r></w:p>")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document><w:body>{''.join(paragraphs)}</w:body></w:document>"
        )
    return buffer.getvalue()


def _xlsx() -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["开始时间", "结束时间", "角色", "内容"])
    for voice, start, end, text in CALL:
        sheet.append([_clock(start, "."), _clock(end, "."), _role(voice), text])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _sec(ms: int) -> float:
    return ms / 1000


EXAMPLES: dict[str, bytes] = {
    "tagged_text": "\n".join(_rows(lambda v, s, e, t: f"[{_clock(s, '.')}] {_role(v)}：{t}")).encode(),
    "header_lines": "\n".join(_rows(lambda v, s, e, t: f"说话人 {v} 00:{s // 1000:02d}\n{t}")).encode(),
    "srt": _subtitles(",", lambda v, t: f"{_role(v)}:{t}").encode(),
    "webvtt": ("WEBVTT\n\n" + _subtitles(".", lambda v, t: f"<v {_role(v)}>{t}</v>")).encode(),
    "csv": (
        "开始时间,结束时间,角色,内容\n"
        + "\n".join(_rows(lambda v, s, e, t: f'{_clock(s, ".")},{_clock(e, ".")},{_role(v)},"{t}"'))
    ).encode("gb18030"),
    "whisper_verbose_json": _json(
        {
            "language": "chinese",
            "duration": 12.0,
            "segments": _rows(
                lambda v, s, e, t: {"start": _sec(s), "end": _sec(e), "text": t, "avg_logprob": -0.2}
            ),
        }
    ),
    "whisper_cpp": _json(
        {"transcription": _rows(lambda v, s, e, t: {"offsets": {"from": s, "to": e}, "text": t})}
    ),
    "whisperx": _json(
        {
            "segments": _rows(
                lambda v, s, e, t: {"start": _sec(s), "end": _sec(e), "text": t, "speaker": f"SPEAKER_0{v}"}
            )
        }
    ),
    "openai_diarized_json": _json(
        {
            "segments": _rows(
                lambda v, s, e, t: {
                    "type": "transcript.text.segment",
                    "start": _sec(s),
                    "end": _sec(e),
                    "speaker": "AB"[int(v)],
                    "text": t,
                }
            )
        }
    ),
    "funasr": _json(
        [
            {
                "key": "call1",
                "sentence_info": _rows(lambda v, s, e, t: {"text": t, "start": s, "end": e, "spk": int(v)}),
            }
        ]
    ),
    "aliyun_filetrans": _json(
        {
            "Result": {
                "Sentences": _rows(
                    lambda v, s, e, t: {
                        "BeginTime": s,
                        "EndTime": e,
                        "Text": t,
                        "ChannelId": int(v),
                        "EmotionValue": 6.1,
                    }
                )
            }
        }
    ),
    "aliyun_dashscope": _json(
        {
            "transcripts": [
                {
                    "channel_id": 0,
                    "sentences": _rows(
                        lambda v, s, e, t: {
                            "begin_time": s,
                            "end_time": e,
                            "text": f"<|HAPPY|>{t}",
                            "speaker_id": int(v),
                        }
                    ),
                }
            ]
        }
    ),
    "iflytek_lfasr_v1": _json(
        {
            "ok": 0,
            "data": json.dumps(
                _rows(
                    lambda v, s, e, t: {"bg": str(s), "ed": str(e), "onebest": t, "speaker": str(int(v) + 1)},
                )
            ),
        }
    ),
    "iflytek_lfasr_v2": _json(_iflytek_v2()),
    "tencent_asr": _json(
        {
            "Data": {
                "ResultDetail": _rows(
                    lambda v, s, e, t: {"FinalSentence": t, "StartMs": s, "EndMs": e, "SpeakerId": int(v)}
                )
            }
        }
    ),
    "volcengine_bigasr": _json(
        {
            "result": {
                "utterances": _rows(
                    lambda v, s, e, t: {
                        "start_time": s,
                        "end_time": e,
                        "text": t,
                        "additions": {"speaker": v},
                    }
                )
            }
        }
    ),
    "huawei_sis": _json(
        {
            "segments": _rows(
                lambda v, s, e, t: {
                    "start_time": s,
                    "end_time": e,
                    "result": {
                        "text": t,
                        "analysis_info": {"role": ("AGENT", "USER")[int(v)], "emotion": "ANGRY"},
                    },
                }
            )
        }
    ),
    "wecom_meeting": _json(
        {
            "transcripts": {
                "paragraphs": _rows(
                    lambda v, s, e, t: {
                        "start_time": s,
                        "end_time": e,
                        "speaker_info": {"userid": f"staff{v}"},
                        "sentences": [{"words": [{"text": t[:3]}, {"text": t[3:]}]}],
                    }
                )
            }
        }
    ),
    "aws_transcribe": _json(_aws_batch()),
    "aws_call_analytics": _json(
        {
            "Transcript": _rows(
                lambda v, s, e, t: {
                    "ParticipantRole": ("AGENT", "CUSTOMER")[int(v)],
                    "BeginOffsetMillis": s,
                    "EndOffsetMillis": e,
                    "Content": t,
                    "Sentiment": "NEGATIVE",
                    "LoudnessScores": [78.1],
                }
            )
        }
    ),
    "azure_batch": _json(
        {
            "recognizedPhrases": _rows(
                lambda v, s, e, t: {
                    "channel": int(v),
                    "offsetInTicks": s * 10_000.0,
                    "durationInTicks": (e - s) * 10_000.0,
                    "nBest": [{"confidence": 0.92, "display": t}],
                }
            )
        }
    ),
    "google_stt": _json(
        {
            "results": [
                {
                    "alternatives": [
                        {
                            "words": _rows(
                                lambda v, s, e, t: {
                                    "startTime": f"{_sec(s):.3f}s",
                                    "endTime": f"{_sec(e):.3f}s",
                                    "word": t,
                                    "speakerTag": int(v) + 1,
                                }
                            )
                        }
                    ]
                }
            ]
        }
    ),
    "deepgram": _json(
        {
            "results": {
                "utterances": _rows(
                    lambda v, s, e, t: {"start": _sec(s), "end": _sec(e), "channel": int(v), "transcript": t}
                )
            }
        }
    ),
    "assemblyai": _json(
        {"utterances": _rows(lambda v, s, e, t: {"speaker": "AB"[int(v)], "start": s, "end": e, "text": t})}
    ),
    "genesys_cloud": _json(
        {
            "startTime": 1760000000000,
            "transcripts": [
                {
                    "phrases": _rows(
                        lambda v, s, e, t: {
                            "text": t,
                            "startTimeMs": 1760000000000 + s,
                            "duration": {"milliseconds": e - s},
                            "participantPurpose": ("internal", "external")[int(v)],
                        }
                    )
                }
            ],
        }
    ),
    "dialogue_json": _json(
        {
            "turns": _rows(
                lambda v, s, e, t: {
                    "role": ("agent", "customer")[int(v)],
                    "start_ms": s,
                    "end_ms": e,
                    "text": t,
                }
            )
        }
    ),
    "docx": _docx(),
    "xlsx": _xlsx(),
}

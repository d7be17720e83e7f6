"""The learned part: one weight for each pair of feature and signal, made by `make model`, read from classifier.json.gz."""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

FILE = "classifier.json.gz"
AGENT_PREFIX = "agent."
SCALE = 1_000


@dataclass(frozen=True, kw_only=True)
class Classifier:
    """Logistic regressions side by side: `weights[feature]` holds (number of the key, weight) pairs.

    Weights are whole thousandths, so that their sum does not depend on the order of the features.
    """

    keys: tuple[str, ...]
    bias: tuple[int, ...]
    weights: Mapping[str, tuple[tuple[int, int], ...]]

    def likelihoods(self, features: Iterable[str], *, agent: bool) -> dict[str, float]:
        """Return, for each signal that this side can give, how likely it stands in a turn with these features (0-1)."""
        sums = list(self.bias)
        for feature in features:
            for number, weight in self.weights.get(feature, ()):
                sums[number] += weight
        return {
            key: 1 / (1 + exp(-total / SCALE))
            for key, total in zip(self.keys, sums, strict=True)
            if key.startswith(AGENT_PREFIX) is agent
        }


@cache
def load_classifier() -> Classifier:
    """Return the shipped classifier."""
    raw = (files("review") / "offline" / FILE).read_bytes()
    record = json.loads(gzip.decompress(raw))
    weights = {
        feature: tuple(zip(pairs[::2], pairs[1::2], strict=True))
        for feature, pairs in record["weights"].items()
    }
    return Classifier(keys=tuple(record["keys"]), bias=tuple(record["bias"]), weights=weights)


def pack(classifier: Classifier) -> bytes:
    """Return a classifier as the file holds it; the same classifier gives the same bytes."""
    weights = {
        feature: [item for pair in pairs for item in pair]
        for feature, pairs in sorted(classifier.weights.items())
    }
    record = {"keys": list(classifier.keys), "bias": list(classifier.bias), "weights": weights}
    return gzip.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)

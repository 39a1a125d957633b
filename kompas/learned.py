"""All that search learned over one knowledge base, as a store keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kompas import store
from kompas.classifier import Classifier
from kompas.follow_up import FollowUp
from kompas.logistic import Logistic
from kompas.mail import Mails
from kompas.ranking import Ranking
from kompas.vectors import Vectors


@dataclass(frozen=True)
class Learned:
    """See the modules of the parts. `subject`: P(a message is about our subject)."""

    classifier: Classifier
    subject: Logistic
    ranking: Ranking
    mails: Mails
    follow_up: FollowUp

    @classmethod
    def read(cls, path: Path) -> Learned:
        """From a store. Raises StoreError."""
        models = store.read_models(path)
        weights, bias = store.read_matrix(path, "classifier"), store.read_matrix(path, "classifier_bias")[0]
        try:
            return cls(
                Classifier(weights, bias, models["kinds"]),
                Logistic.of(models["subject"]),
                Ranking.of(models["ranking"]),
                Mails.of(models["mails"]),
                FollowUp.of(models["follow_up"]),
            )
        except KeyError as error:
            raise store.StoreError(f"{path} mist {error}. Maak haar opnieuw met: make kennis") from error

    @property
    def models(self) -> dict[str, Any]:
        """What a store keeps as JSON."""
        parts = {name: getattr(self, name).as_dict() for name in ("subject", "ranking", "mails", "follow_up")}
        return {**parts, "kinds": self.classifier.kinds}

    @property
    def matrices(self) -> dict[str, Vectors]:
        """What a store keeps as matrices."""
        return {"classifier": self.classifier.weights, "classifier_bias": self.classifier.bias[None, :]}

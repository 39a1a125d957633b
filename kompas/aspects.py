"""Which side of a topic a message asks about: a naive Bayes over the wording of the example questions.

Complement naive Bayes (Rennie et al., 2003), since some aspects have many more questions than others; it trains
in a fraction of a second, so that a new build needs no retraining.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import ComplementNB

from kompas.knowledge import KnowledgeBase
from kompas.text import stem, words


def aspect_units(message: str) -> list[str]:
    """Stems of all words and of all pairs: question words matter here, so nothing is left out."""
    stems = ["^", *[stem(word) for word in words(message)]]
    return stems + [f"{a} {b}" for a, b in pairwise(stems)]


class AspectModel:
    """P(aspect | message), from the example questions and the cues of the aspects."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        texts, labels = [], []
        for answer in knowledge.answers.values():
            texts += answer.questions
            labels += [answer.aspect] * len(answer.questions)
        for aspect in knowledge.aspects.values():
            texts += list(aspect.cues) * 3
            labels += [aspect.id] * 3 * len(aspect.cues)
        self._vectorizer = CountVectorizer(analyzer=aspect_units, min_df=2, binary=True)
        self._model = ComplementNB(alpha=0.3, norm=True)
        self._model.fit(self._vectorizer.fit_transform(texts), labels)
        self.aspects: Sequence[str] = list(self._model.classes_)
        self._position = {aspect: i for i, aspect in enumerate(self.aspects)}

    def scores(self, message: str) -> dict[str, float]:
        """Per aspect a figure between 0 and 1, relative to the likeliest one (which has 1)."""
        row: csr_matrix = self._vectorizer.transform([message])
        logs: npt.NDArray[np.float64] = self._model.predict_log_proba(row)[0]
        spread = logs.std() or 1.0
        return {a: float(np.exp((logs[i] - logs.max()) / spread)) for a, i in self._position.items()}

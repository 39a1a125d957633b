"""Which side of a topic a message asks about, learned from the wording of the example questions.

A logistic regression by stochastic gradient descent: it trains in a second, so a new build needs no retraining, and
does better on questions about unseen topics than naive Bayes (docs/decisions/0003).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from kompas.knowledge import KnowledgeBase
from kompas.text import stem, words
from kompas.tfidf import Tfidf

CUE_WEIGHT = 3  # a cue counts as so many example questions


def aspect_units(message: str) -> list[str]:
    """Stems of all words and of all pairs: question words matter here, so nothing is left out."""
    stems = ["^", *[stem(word) for word in words(message)]]
    return stems + [f"{a} {b}" for a, b in pairwise(stems)]


class AspectModel:
    """How likely a message asks for each aspect, from the example questions and the cues of the aspects."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        texts, labels = [], []
        for answer in knowledge.answers.values():
            texts += answer.questions
            labels += [answer.aspect] * len(answer.questions)
        for aspect in knowledge.aspects.values():
            texts += list(aspect.cues) * CUE_WEIGHT
            labels += [aspect.id] * CUE_WEIGHT * len(aspect.cues)
        vectorizer = TfidfVectorizer(analyzer=aspect_units, min_df=2, sublinear_tf=True)
        model = SGDClassifier(
            loss="log_loss", alpha=1e-5, max_iter=8, tol=None, class_weight="balanced", random_state=0
        )
        model.fit(vectorizer.fit_transform(texts), labels)
        self.aspects: Sequence[str] = list(model.classes_)
        self._tfidf = Tfidf(vectorizer, aspect_units)
        # One row per unit: a message has few of them, and scikit-learn would go through all.
        self._weights: npt.NDArray[np.float64] = np.ascontiguousarray(model.coef_.T)
        self._bias: npt.NDArray[np.float64] = model.intercept_

    def scores(self, message: str) -> dict[str, float]:
        """Per aspect a figure between 0 and 1, relative to the likeliest one (which has 1)."""
        places, values = self._tfidf.of(message)
        margins = np.asarray(values @ self._weights[places] + self._bias)
        if len(self.aspects) == 2:  # scikit-learn gives one margin then: that of the second
            margins = np.array([-margins[0], margins[0]])
        spread = margins.std() or 1.0
        return dict(zip(self.aspects, np.exp((margins - margins.max()) / spread).tolist(), strict=True))

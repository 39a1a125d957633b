"""TF-IDF of one text by look-up, beside scikit-learn's own."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from kompas.tfidf import Tfidf

TEXTS = ["wie betaalt de opvang", "wie doet aangifte", "de opvang en de opvang"]


def test_rare_units_weigh_more() -> None:
    vectorizer = TfidfVectorizer(sublinear_tf=True).fit(TEXTS)
    places, values = Tfidf(vectorizer, str.split).of("opvang betaalt opvang onbekend")
    # Of three texts two have `opvang` and one `betaalt`; scikit-learn's idf is ln((1 + 3) / (1 + n)) + 1.
    twice, once = (math.log(4 / 3) + 1) * (1 + math.log(2)), math.log(4 / 2) + 1
    length = math.hypot(twice, once)
    assert dict(zip(places, values, strict=True)) == pytest.approx(
        {vectorizer.vocabulary_["opvang"]: twice / length, vectorizer.vocabulary_["betaalt"]: once / length}
    )


@given(st.one_of(st.text(), st.lists(st.sampled_from("wie de opvang betaalt doet aangifte".split())).map(" ".join)))
def test_gives_what_scikit_learn_gives(text: str) -> None:
    for options in ({"ngram_range": (1, 2)}, {"analyzer": "char_wb", "ngram_range": (2, 4)}):
        vectorizer = TfidfVectorizer(sublinear_tf=True, **options).fit(TEXTS)
        places, values = Tfidf(vectorizer).of(text)
        mine = np.zeros(len(vectorizer.vocabulary_))
        mine[places] = values
        assert mine == pytest.approx(vectorizer.transform([text]).toarray()[0])

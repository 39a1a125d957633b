"""Codes to go on with: long enough, recognised, and never taken for anything else."""

import math

from hypothesis import given
from hypothesis import strategies as st

from bot.guard.message import guard
from bot.nlu.routes import fixed_route
from kompas import paths
from kompas.content import load
from kompas.flows.codes import LENGTH, LETTERS, find_code, new_code, written

CODES = st.text(alphabet=LETTERS, min_size=LENGTH, max_size=LENGTH)


def test_a_code_holds_more_than_sixty_bits() -> None:
    assert len(set(LETTERS)) == len(LETTERS)
    assert LENGTH * math.log2(len(LETTERS)) > 60
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(len(code) == LENGTH and set(code) <= set(LETTERS) for code in codes)


@given(CODES)
def test_a_code_is_found_however_it_is_typed(code: str) -> None:
    for typed in (code, written(code), code.lower(), written(code).replace("-", " "), f"mijn code is {written(code)}."):
        assert find_code(typed) == code


@given(CODES)
def test_no_code_is_taken_for_personal_data_or_danger(code: str) -> None:
    for typed in (f"ga verder met {written(code)}", written(code).lower(), code):
        assert guard(typed).text == typed
        assert fixed_route(typed) in (None, "resume")


def test_no_text_of_the_content_is_taken_for_a_code() -> None:
    content = load(paths.CONTENT)
    for topic in content.topics.values():
        for answer in topic.answers:
            for text in (answer.text, answer.more or "", *answer.questions):
                assert find_code(text) is None


@given(st.text(max_size=60))
def test_finding_never_fails(text: str) -> None:
    found = find_code(text)
    assert found is None or (len(found) == LENGTH and set(found) <= set(LETTERS))

import asyncio
from pathlib import Path

import pytest

from evaluation.benchmark.replies import WARM_UP, Times, sample, stock_messages, table
from evaluation.benchmark.steps import ACTION, GUARD, OWN, in_search, in_server, rows, understanding
from evaluation.figures import percentile

NLU = """\
version: "3.1"
nlu:
- intent: mood
  examples: |
    - I am sad
    - I feel [great](feeling)
- intent: city
  examples: |
    - to [Breda]{"entity": "city"} please
"""


def test_stock_messages_are_plain_text(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "nlu.yml").write_text(NLU)
    assert stock_messages(tmp_path) == ["I am sad", "I feel great", "to Breda please"]


def test_sample_is_always_the_same_and_uses_all_before_one_comes_again() -> None:
    messages = ["a", "b", "c"]
    drawn = sample(messages, 7)
    assert drawn == sample(messages, 7)
    assert sorted(drawn[:3]) == sorted(drawn[3:6]) == messages
    assert len(drawn) == 7


def test_table() -> None:
    # p95 of five: position 3.8, so 40 + 0.8 * 10 = 48 and 22 + 0.8 * 3 = 24.4; 24.4 / 48 = 0.508
    assert table(Times([10, 20, 30, 40, 50], [15, 12, 18, 22, 25])).splitlines()[2:] == [
        "| p50 | 30.0 | 18.0 | 0.60 |",
        "| p95 | 48.0 | 24.4 | 0.51 |",
    ]


def test_rows_show_the_slowest_part_first_and_the_sum_per_message() -> None:
    laps = [{"a": 0.001, "b": 0.004}, {"a": 0.003}, {"a": 0.002, "b": 0.006}]
    # b: 0, 4, 6 ms, so p50 4 and p95 5.8; all together: 5, 3, 8 ms, so p50 5 and p95 7.7
    assert rows(laps, "all") == ["| b | 4.00 | 5.80 |", "| a | 2.00 | 2.90 |", "| **all** | 5.00 | 7.70 |"]


def test_understanding_is_search_and_our_own_parts() -> None:
    server = [{GUARD: 0.5, f"{OWN}A": 0.001, f"{OWN}B": 0.002, ACTION: 0.9}, {f"{OWN}A": 0.003}]
    search = [{"x": 0.010, "y": 0.002}, {"x": 0.004}]
    assert understanding(server, search) == [pytest.approx(15.0), pytest.approx(7.0)]


def test_measures_every_part_of_the_real_server_and_search(assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in assistant.settings.items():
        monkeypatch.setenv(name, value)  # in_server sets them too; this puts them back
    messages = ["wat doet een zorgcoördinator", "wat is B8/3", "wie betaalt de opvang"] * 5
    search = in_search(messages)
    server = asyncio.run(in_server(assistant.model, assistant.settings, messages))
    assert len(search) == len(server) == len(messages) - WARM_UP
    for lap in server:
        ours = {part.removeprefix(OWN) for part in lap if part.startswith(OWN)}
        assert ours == {
            "DutchTokenizer",
            "SentenceFeaturizer",
            "Purpose",
            "TopicEntities",
            "FixedRoutes",
            "FlowIntents",
        }
        assert lap[ACTION] > 0
    # The sentence vector comes from the server, where its time is counted.
    assert all({"ranking", "classifier"} <= set(lap) and "sentence vector" not in lap for lap in search)
    added = percentile(understanding(server, search), 50)
    assert 0 < added < sum(1000 * sum(lap.values()) for lap in (*server, *search))

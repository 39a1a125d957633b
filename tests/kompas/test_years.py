import pytest

from kompas.years import years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoeveel meldingen waren er in 2023?", {2023}),
        ("van 2014 tot en met 2016 en in 2020", {2014, 2015, 2016, 2020}),
        ("2017-2019", {2017, 2018, 2019}),
        ("in 2023, en daarvoor in 2021.", {2021, 2023}),
        ("2.017 meldingen, 12019 en artikel 2019a", set()),
        ("het jaar 1750", set()),
        ("", set()),
    ],
)
def test_years(text: str, expected: set[int]) -> None:
    assert years(text) == expected

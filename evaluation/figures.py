"""The arithmetic of the reports: shares, percentiles, and how far confidence is from being right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10
DRAWS = 2000
NORMAL_95 = 1.959964  # standard deviations that hold 95 % of a normal distribution


def share(part: int, whole: int) -> str:
    """A share with one decimal.

    >>> share(7, 8), share(0, 0)
    ('87.5 %', '-')
    """
    return f"{100 * part / whole:.1f} %" if whole else "-"


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which `percent` of the values lie, with linear interpolation; `values` is not empty.

    >>> percentile([4, 1, 2, 3], 50)
    2.5
    """
    return float(np.percentile(np.asarray(values, dtype=float), percent))


@dataclass(frozen=True)
class Judged:
    """One prediction: how sure it was (0 to 1), and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True)
class Bin:
    """The predictions with a confidence from `low` up to `high`: how many, their mean confidence, how many right."""

    low: float
    high: float
    count: int
    confidence: float
    right: int

    @property
    def accuracy(self) -> float:
        """Share that is right; 0 when the bin is empty."""
        return self.right / self.count if self.count else 0.0


def reliability(judged: Sequence[Judged], bins: int = BINS) -> list[Bin]:
    """The predictions in bins of equal width; a confidence of exactly 1 belongs to the last."""
    groups: list[list[Judged]] = [[] for _ in range(bins)]
    for one in judged:
        groups[min(int(one.confidence * bins), bins - 1)].append(one)
    return [
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            count=len(group),
            confidence=sum(one.confidence for one in group) / len(group) if group else 0.0,
            right=sum(one.right for one in group),
        )
        for number, group in enumerate(groups)
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance between confidence and accuracy, weighed by the bins' counts."""
    whole = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.accuracy) for one in bins) / whole if whole else 0.0


def chance_error(confidences: Sequence[float], bins: int = BINS, draws: int = DRAWS) -> tuple[float, float]:
    """The calibration error that mere chance gives with so few questions: mean and 95th percentile over random draws
    in which every confidence is exactly the chance of being right. Always the same for the same confidences."""
    random = np.random.default_rng(0)
    chances = np.asarray(confidences, dtype=float)
    place = np.minimum((chances * bins).astype(int), bins - 1)
    counts = np.bincount(place, minlength=bins)
    sure = np.bincount(place, chances, bins)
    errors = []
    for _ in range(draws):
        right = np.bincount(place, random.random(len(chances)) < chances, bins)
        errors.append(float(np.abs(sure - right).sum() / max(counts.sum(), 1)))
    return float(np.mean(errors)), percentile(errors, 95)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Bounds between which the true share lies with 95 % certainty (Wilson, 1927)."""
    if not whole:
        return 0.0, 1.0
    z = NORMAL_95
    middle = (part + z * z / 2) / (whole + z * z)
    spread = z / (whole + z * z) * math.sqrt(part * (whole - part) / whole + z * z / 4)
    return max(0.0, middle - spread), min(1.0, middle + spread)

"""A reliability curve as SVG: how often a confidence was right, with the margin that chance allows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from evaluation.figures import Bin, wilson

WIDTH, HEIGHT = 520, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 20, 20, 60


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def reliability_curve(bins: Sequence[Bin], title: str) -> str:
    """The SVG. `title`: what a reader who cannot see it is told."""
    rows = [f"{one.low:.1f}-{one.high:.1f}: {one.right} of {one.count} right" for one in bins if one.count]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12" fill="#222">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape('; '.join(rows))}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for step in range(0, 11, 2):
        share = step / 10
        parts += [
            f'<path d="M{_x(0)} {_y(share)}H{_x(1)}M{_x(share)} {_y(0)}V{_y(1)}" stroke="#ddd" fill="none"/>',
            f'<text x="{_x(0) - 8}" y="{_y(share) + 4}" text-anchor="end">{share:.1f}</text>',
            f'<text x="{_x(share)}" y="{_y(0) + 18}" text-anchor="middle">{share:.1f}</text>',
        ]
    parts += [
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#888" stroke-dasharray="5 4" fill="none"/>',
        f'<text x="{_x(0.5)}" y="{HEIGHT - 20}" text-anchor="middle">P(right), as the assistant says it</text>',
        f'<text transform="translate(16 {_y(0.5)}) rotate(-90)" text-anchor="middle">share that was right</text>',
    ]
    shown = [one for one in bins if one.count]
    points = " ".join(f"{_x(one.confidence)},{_y(one.accuracy)}" for one in shown)
    parts.append(f'<polyline points="{points}" stroke="#154273" stroke-width="2" fill="none"/>')
    for one in shown:
        low, high = wilson(one.right, one.count)
        x, y = _x(one.confidence), _y(one.accuracy)
        parts += [
            f'<path d="M{x} {_y(low)}V{_y(high)}" stroke="#154273" opacity="0.5" fill="none"/>',
            f'<circle cx="{x}" cy="{y}" r="4" fill="#154273"/>',
            f'<text x="{x + 7}" y="{y + 14}" font-size="11">{one.count}</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])

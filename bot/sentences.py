"""Sentences for when the knowledge base cannot be asked; they live with the others in `kompas/content/phrases.yml`."""

from functools import lru_cache

import yaml

from kompas.paths import content_dir


@lru_cache(maxsize=1)
def _sentences() -> dict[str, str]:
    data: dict[str, str] = yaml.safe_load((content_dir() / "phrases.yml").read_text(encoding="utf-8"))
    return data


def sentence(name: str) -> str:
    """The sentence with this name. Raises KeyError when there is none."""
    return _sentences()[name]

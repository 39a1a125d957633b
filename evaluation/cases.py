"""Walks the running assistant from described cases to plans, and judges the plans.

    python -m evaluation.cases [FILE] [--misses] [--into FILE]

Each case of the file (default `unseen/cases.yaml`) is told in its own words. What the assistant asks is answered from
the facts of the case; a question that the case says nothing about gets "weet ik niet". A case that opens no flow by
itself is followed by the button with the name of its procedure, as a user would press it. A plan is right when every
pattern of `must` stands in what was said and none of `must_not` does.
"""

from __future__ import annotations

import argparse
import re
import sys
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.client import Client, NotRunning
from evaluation import document, sets
from evaluation.figures import share

MOST = 8  # answers after which a flow should long have ended
UNKNOWN = "weet ik niet"
# What a case says, in the words of a user.
WORDS = {
    "danger": {"yes": "ja", "no": "nee"},
    "age": {"adult": "meerderjarig", "minor": "minderjarig"},
    "form": {"sexual": "seksuele uitbuiting", "labour": "arbeidsuitbuiting", "criminal": "criminele uitbuiting",
             "other": "iets anders"},
    "residence": {"dutch": "Nederlands", "eu": "EU-burger", "non_eu_permit": "van buiten de EU, met verblijfsrecht",
                  "none": "geen verblijfspapieren"},
    "wish": {"report": "aangifte doen", "help_only": "hulp, maar geen aangifte"},
}  # fmt: skip
PROCEDURES = {
    "signal": "Ik heb een signaal, wat nu?", "shelter": "Opvang en zorg voor een slachtoffer regelen",
    "residence": "Bedenktijd en verblijf volgens B8/3", "sharing": "Informatie delen over een mogelijk slachtoffer",
    "inspection": "Signalen bij een controle van huisvesting of een bedrijf",
    "minor": "Een minderjarig slachtoffer helpen", "council_press": "Een vraag van de raad of de pers beantwoorden",
    "no_report": "Een slachtoffer wil geen aangifte doen", "citizen": "Een collega of inwoner meldt een vermoeden",
    "colleague": "Een collega of inwoner meldt een vermoeden",
    "no_papers": "Een slachtoffer zonder verblijfspapieren helpen",
}  # fmt: skip


@dataclass(frozen=True)
class Walked:
    """What came of one case. `opened`: the case opened a flow by itself. `said`: all that the user read."""

    case: Mapping[str, Any]
    opened: bool
    plan: bool
    said: str

    @property
    def missing(self) -> list[str]:
        """Patterns that the plan should have had."""
        return [pattern for pattern in self.case["must"] if not re.search(pattern, self.said)]

    @property
    def wrong(self) -> list[str]:
        """Patterns that it should not have had."""
        return [pattern for pattern in self.case["must_not"] if re.search(pattern, self.said)]

    @property
    def right(self) -> bool:
        """Whether it ended in a plan with all that is due and nothing that is wrong."""
        return self.plan and not self.missing and not self.wrong


def answer(case: Mapping[str, Any], question: str) -> str:
    """What the user of a case says to a question of a flow, by its id."""
    facts = case["answers"]
    if question == "role":
        return str(facts.get("function") or UNKNOWN)
    return WORDS.get(question, {}).get(str(facts.get(question)), UNKNOWN)


def walk(client: Client, case: Mapping[str, Any]) -> Walked:
    """Tell a case, and answer until there is a plan. Raises NotRunning."""
    sender = f"eval-{uuid.uuid4().hex}"
    replies = client.say(sender, case["opening"])
    said = [reply.get("text") or "" for reply in replies]
    opened = _flow(replies) is not None
    if not opened:
        replies = client.say(sender, f"Stappenplan: {PROCEDURES[case['procedure']]}")
        said += [reply.get("text") or "" for reply in replies]
    for _ in range(MOST):
        question = (_flow(replies) or {}).get("question")
        if question is None:
            break
        replies = client.say(sender, answer(case, question))
        said += [reply.get("text") or "" for reply in replies]
    plan = any("plan" in (reply.get("custom") or {}) for reply in replies)
    return Walked(case, opened, plan, "\n\n".join(said))


def _flow(replies: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    found = [reply["custom"]["flow"] for reply in replies if (reply.get("custom") or {}).get("flow")]
    return found[-1] if found else None


def table(walked: Sequence[Walked]) -> list[str]:
    """The totals, and the shares per procedure."""
    right = sum(one.right for one in walked)
    lines = [
        f"{len(walked)} cases: plan right {share(right, len(walked))}, no plan {sum(not one.plan for one in walked)}, "
        f"something missing {sum(bool(one.missing) for one in walked)}, something wrong "
        f"{sum(bool(one.wrong) for one in walked)}; opened a flow by themselves {sum(one.opened for one in walked)}.",
        "", "| procedure | cases | right |", "|---|---|---|",
    ]  # fmt: skip
    count, good = Counter(one.case["procedure"] for one in walked), Counter[str]()
    good.update(one.case["procedure"] for one in walked if one.right)
    return lines + [f"| {name} | {number} | {share(good[name], number)} |" for name, number in sorted(count.items())]


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line: see the module."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.cases", description="Beoordeel stappenplannen.")
    parser.add_argument("file", nargs="?", type=Path, default=sets.FOLDER / "unseen" / "cases.yaml")
    parser.add_argument("--misses", action="store_true", help="toon wat ontbreekt of fout is")
    parser.add_argument("--into", type=Path, help="zet de tabel in dit document")
    options = parser.parse_args(arguments)
    client = Client.from_settings()
    try:
        client.require()
        walked = [walk(client, case) for case in yaml.safe_load(options.file.read_text(encoding="utf-8"))]
    except NotRunning as error:
        print(error, file=sys.stderr)
        return 1
    lines = table(walked)
    print("\n".join(lines))
    if options.misses:
        for one in walked:
            if not one.right:
                print(f"\n{one.case['id']} {one.case['title']}: plan {one.plan}")
                print(f"  mist {one.missing}\n  fout {one.wrong}")
    if options.into:
        document.insert(options.into, "cases", "\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())

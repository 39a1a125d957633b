"""Measures the running assistant and writes a report: `make evaluate`.

The question sets go through `score.py` as it is. What was not right stands in the third file of a report, item by
item; of a set that is kept for a final check only the totals.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.client import Client, NotRunning
from evaluation import sets
from evaluation.report import markdown
from evaluation.run import Run
from kompas.paths import store_path
from kompas.store import StoreError

FOLDER = Path(__file__).parent
SETS = ("open", "own", "unseen", "fresh", "mixed")


def question_sets() -> list[Path]:
    """The files to score, the open ones first; not those for a final check, which have to be named."""
    files = [FOLDER / name / f"{part}.yaml" for name in SETS for part in ("dialogues", "questions")]
    return [file for file in files if file.exists()]


def score(file: Path, client: Client) -> tuple[dict[str, Any], str]:
    """The figures of one set, and the scorer's own account of what was not right."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        command = [sys.executable, str(FOLDER / "score.py"), str(file), "--url", client.webhook]
        command += ["--json", str(figures)] + ([] if sets.is_final(file) else ["--failures"])
        result = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        scored: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    return scored, result.stdout


def write(folder: Path, run: Run, results: dict[str, dict[str, Any]], accounts: str) -> Path:
    """Write the report in its three forms; returns the one for people."""
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / f"{run.name}.md"
    report.write_text(markdown(run, results), encoding="utf-8")
    data = {"run": run.as_dict(), "results": results}
    report.with_suffix(".json").write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")
    report.with_suffix(".txt").write_text(accounts, encoding="utf-8")
    return report


def main(arguments: list[str] | None = None) -> int:
    """Score all sets; returns the exit code: 2 when there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="evaluation", description="Meet de draaiende assistent.")
    parser.add_argument("--out", type=Path, default=Path("var/evaluation"), help="map voor het rapport")
    parser.add_argument("files", nargs="*", type=Path, help="alleen deze vragensets")
    options = parser.parse_args(arguments)
    files = options.files or question_sets()
    try:
        for file in files:
            sets.check_scorable(file)
        client = Client.from_settings()
        client.require()
        run = Run.read(FOLDER.parent, store_path(), datetime.now().astimezone())
    except (NotRunning, StoreError, ValueError, sets.SetError) as error:
        print(error, file=sys.stderr)
        return 2
    results, accounts = {}, []
    for file in files:
        print(f"{file.parent.name}/{file.name} ...", file=sys.stderr, flush=True)
        results[f"{file.parent.name}/{file.stem}"], account = score(file, client)
        accounts.append(account)
    report = write(options.out, run, results, "\n".join(accounts))
    print(report.read_text(encoding="utf-8"))
    print(f"Rapport: {report} (cijfers in .json, wat niet goed ging in .txt)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Trains the Rasa model when what it depends on has changed, and tells which model to load."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

MODELS = Path("models")
# Content is not among them: answers change without retraining.
DEPENDS_ON = (
    "config.yml",
    "domain.yml",
    "data",
    "bot/nlu",
    "bot/importer.py",
    "kompas/training/classifier",
    "kompas/training/conversations",
    "requirements.lock",
)


def fingerprint(root: Path) -> str:
    """One name for the state of everything that the model is made of."""
    digest = hashlib.sha256()
    for name in DEPENDS_ON:
        path = root / name
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if file.suffix != ".pyc" and file.exists():
                digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def model_path(root: Path) -> Path:
    """Where the model of this state is or will be."""
    return root / MODELS / f"kompas-{fingerprint(root)}.tar.gz"


def environment() -> dict[str, str]:
    """The environment for Rasa: no telemetry, no chatter of TensorFlow, the project importable."""
    paths = [str(Path.cwd()), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": os.pathsep.join(paths),
    }


def train_if_needed(root: Path) -> Path:
    """The model of this state, trained if it is not there. Raises subprocess.CalledProcessError with its output."""
    path = model_path(root)
    if path.exists():
        return path
    print("Taalmodel trainen (vier tot zes minuten) ...", flush=True)
    command = [sys.executable, "-m", "rasa", "train", "--skip-validation", "--out", str(path.parent)]
    command += ["--fixed-model-name", path.name]
    result = subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True)
    if result.returncode or not path.exists():
        print(result.stdout[-4000:], result.stderr[-4000:], sep="\n", file=sys.stderr)
        result.check_returncode()
        raise RuntimeError("rasa train made no model; its output stands above")
    return path


if __name__ == "__main__":
    print(train_if_needed(Path.cwd()))

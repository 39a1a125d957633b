import re
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"\bKOMPAS_[A-Z_]*[A-Z]\b")
CODE = [ROOT / "endpoints.yml", ROOT / "credentials.yml", ROOT / "Makefile"]
for folder in ("kompas", "helpdesk", "bot", "actions", "evaluation"):
    CODE += (ROOT / folder).rglob("*.py")


def test_every_setting_is_documented_and_nothing_else() -> None:
    used = {name for file in CODE for name in NAME.findall(file.read_text(encoding="utf-8"))}
    documented = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `(KOMPAS_[A-Z_]+)`", documented, re.MULTILINE))
    assert rows == used


def test_defaults_are_for_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KOMPAS_HOST", "KOMPAS_PORT", "KOMPAS_ACTIONS_PORT", "KOMPAS_TRACKER_DB"):
        monkeypatch.delenv(name, raising=False)
    assert Settings.read() == Settings("127.0.0.1", 5005, 5055, "var/conversations.sqlite")


@pytest.mark.parametrize("value", ["", "x", "0", "65536", "-1", "50 05", "5005.0", "²"])
@pytest.mark.parametrize("name", ["KOMPAS_PORT", "KOMPAS_ACTIONS_PORT"])
def test_a_wrong_port_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=f"{name} must be a port"):
        Settings.read()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KOMPAS_ORIGINS", "*"),
        ("KOMPAS_ORIGINS", "www.example.nl"),
        ("KOMPAS_ORIGINS", "https://www.example.nl/"),
        ("KOMPAS_ORIGINS", "https://*.example.nl"),
        ("KOMPAS_ORIGINS", "https://a.nl https://b.nl"),
        ("KOMPAS_ORIGINS", "null"),
        ("KOMPAS_PROXIES", "10"),
        ("KOMPAS_PROXIES", "ja"),
        ("KOMPAS_SESSION_KEY", "kort"),
        ("KOMPAS_SESSION_KEY", ""),
        ("KOMPAS_LIMITS", "veel"),
    ],
)
def test_a_setting_that_would_open_the_door_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=name):
        Settings.read()


def test_origins_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_ORIGINS", " https://www.Example.nl, http://localhost:8000,")
    assert Settings.read().origins == ("https://www.example.nl", "http://localhost:8000")


@pytest.mark.parametrize(
    ("host", "proxies", "locally"),
    [("127.0.0.1", 0, True), ("::1", 0, True), ("127.0.0.1", 1, False), ("0.0.0.0", 0, False), ("192.0.2.1", 0, False)],
)
def test_behind_a_proxy_or_on_the_network_nobody_is_local(host: str, proxies: int, locally: bool) -> None:
    assert Settings(host, 1, 2, "x", proxies=proxies).listens_locally is locally

"""The pages and the script, as the server sends them."""

import gzip
import urllib.error
import urllib.request
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "widget" / "dist" / "kompas-assistent.js"
PAGES = ["/", "/pagina", "/insluiten"]


def get(url: str, **headers: str) -> "urllib.request.http.client.HTTPResponse":
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_served_with_a_strict_policy(server: str, path: str) -> None:
    with get(server + path) as response:
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "<kompas-assistent" in response.read().decode()


def test_the_old_address_still_leads_to_the_page(server: str) -> None:
    with get(f"{server}/kompas/") as response:
        assert response.url == f"{server}/"


def test_other_sites_may_load_the_script_and_nothing_is_sent_twice(server: str) -> None:
    with get(f"{server}/widget/kompas-assistent.js") as response:
        assert response.headers["Content-Type"].startswith("text/javascript")
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response.read() == SCRIPT.read_bytes()
        tag = response.headers["ETag"]
    with pytest.raises(urllib.error.HTTPError, match="304"):
        get(f"{server}/widget/kompas-assistent.js", **{"If-None-Match": tag})


def test_the_script_weighs_at_most_60_kilobytes() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= 60_000

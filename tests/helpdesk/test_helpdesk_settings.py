import pytest

from helpdesk.settings import InsightServer, MailServer, SettingError, insight_server, mail_server

MAIL = {
    "KOMPAS_SMTP_URL": "smtp+starttls://kompas%40vng@mail.example",
    "KOMPAS_SMTP_PASSWORD": "geheim",
    "KOMPAS_HELPDESK_MAILBOX": "helpdesk@vng.example",
    "KOMPAS_HELPDESK_SENDER": "kompas@vng.example",
}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*MAIL, "KOMPAS_INSIGHT_HOST", "KOMPAS_INSIGHT_PORT", "KOMPAS_INSIGHT_PASSWORD_HASH"):
        monkeypatch.delenv(name, raising=False)


def use(monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    for name, value in {**MAIL, **changes}.items():
        monkeypatch.setenv(name, value)


def test_without_an_address_there_is_no_mail_server() -> None:
    assert mail_server() is None


def test_all_parts_of_a_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch)
    expected = MailServer(
        "mail.example", 587, "starttls", "kompas@vng.example", "helpdesk@vng.example", "kompas@vng", "geheim"
    )
    assert mail_server() == expected
    assert "geheim" not in repr(mail_server())


@pytest.mark.parametrize(
    ("url", "security", "port"),
    [
        ("smtps://mail.example", "tls", 465), ("smtp+starttls://mail.example:2587", "starttls", 2587),
        ("smtp://127.0.0.1", "none", 25), ("smtp://localhost:1025", "none", 1025), ("smtp://[::1]:25", "none", 25),
    ],
)  # fmt: skip
def test_ways_to_send(monkeypatch: pytest.MonkeyPatch, url: str, security: str, port: int) -> None:
    use(monkeypatch, KOMPAS_SMTP_URL=url)
    server = mail_server()
    assert server is not None and (server.security, server.port, server.user) == (security, port, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KOMPAS_SMTP_URL", "mail.example:25"),
        ("KOMPAS_SMTP_URL", "http://mail.example"),
        ("KOMPAS_SMTP_URL", "smtps://"),
        ("KOMPAS_SMTP_URL", "smtps://mail.example:poort"),
        ("KOMPAS_SMTP_URL", "smtp://mail.example"),  # contact data would go in the clear
        ("KOMPAS_SMTP_URL", "smtps://user:geheim@mail.example"),
        ("KOMPAS_HELPDESK_MAILBOX", ""),
        ("KOMPAS_HELPDESK_SENDER", "geen adres"),
        ("KOMPAS_HELPDESK_SENDER", "a@b.nl\nBcc: c@d.nl"),
    ],
)
def test_a_wrong_setting_is_refused_by_name_and_never_repeats_a_password(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    use(monkeypatch, **{name: value})
    with pytest.raises(SettingError, match=name) as error:
        mail_server()
    assert "geheim" not in str(error.value)


def test_the_dashboard_is_for_this_machine_unless_set_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert insight_server() == InsightServer("127.0.0.1", 5006, None)
    monkeypatch.setenv("KOMPAS_INSIGHT_PORT", "poort")
    with pytest.raises(SettingError, match="KOMPAS_INSIGHT_PORT"):
        insight_server()
    monkeypatch.setenv("KOMPAS_INSIGHT_PORT", "5007")
    monkeypatch.setenv("KOMPAS_INSIGHT_PASSWORD_HASH", "zomervakantie")
    with pytest.raises(SettingError, match="KOMPAS_INSIGHT_PASSWORD_HASH") as error:
        insight_server()
    assert "zomervakantie" not in str(error.value)

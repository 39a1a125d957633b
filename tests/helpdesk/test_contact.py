import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.contact import Contact, find_contact, may_hold_contact


def contact_in(text: str) -> Contact | None:
    found = find_contact(text)
    return found.contact if found else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("j.jansen@goes.nl", "j.jansen@goes.nl"),
        ("Mail naar J.de.Vries@Gemeente-Goes.NL, graag voor vrijdag", "J.de.Vries@gemeente-goes.nl"),
        ("<info@goes.nl>", "info@goes.nl"),
        ("mijn mail: a+werk@x.co.uk.", "a+werk@x.co.uk"),
        ("bel 0612345678 of mail a@b.nl", "a@b.nl"),
    ],
)
def test_an_address_is_taken_out_of_the_text(text: str, value: str) -> None:
    assert contact_in(text) == Contact("email", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0612345678", "0612345678"),
        ("06-12345678", "0612345678"),
        ("06 12 34 56 78", "0612345678"),
        ("(0118) 41 00 00", "0118410000"),
        ("bel mij op 0118-410000 na 10 uur", "0118410000"),
        ("+31 6 12345678", "+31612345678"),
        ("+31 (0)6 1234 5678", "+31612345678"),
        ("0031 6 12345678", "0031612345678"),
        ("+32 475 12 34 56", "+32475123456"),
        ("14 0118", "140118"),
        ("bel 14 030", "14030"),
    ],
)
def test_a_number_is_taken_out_of_the_text(text: str, value: str) -> None:
    assert contact_in(text) == Contact("phone", value)


@pytest.mark.parametrize(
    "text",
    [
        "", "weet ik niet", "jan apestaartje goes punt nl", "@goes.nl", "a@b", "a@@b.nl", "a..b@goes.nl", "06123",
        "123456782", "061234567890", "NL91ABNA0417164300", "a@goes.nl@x", "é@goes.nl", "20-11-2026",
    ],
)  # fmt: skip
def test_what_is_no_address_or_number_is_refused(text: str) -> None:
    assert find_contact(text) is None


@given(st.text())
def test_what_comes_out_is_safe_in_a_header_of_a_mail(text: str) -> None:
    found = contact_in(text)
    assert found is None or (found.value.isascii() and not set(found.value) & set('\r\n\t ,;:<>()"\\'))


@given(st.text(max_size=20), st.emails().filter(lambda e: find_contact(e) is not None), st.text(max_size=20))
def test_where_an_address_is_found_the_text_looked_like_it(before: str, address: str, after: str) -> None:
    text = f"{before} {address} {after}"
    assert find_contact(text) is None or may_hold_contact(text)

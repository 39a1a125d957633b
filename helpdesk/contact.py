"""What a person can be reached by: one e-mail address or one telephone number, taken out of what was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["email", "phone"]
MAX_EMAIL = 254
# ASCII only and no quoting: such an address can safely stand in the header of a mail.
_EMAIL = re.compile(
    r"(?<![\w.+%'\-@])[A-Za-z0-9](?:[A-Za-z0-9._%+'\-]{0,62}[A-Za-z0-9_+\-])?"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.){1,5}[A-Za-z]{2,24}(?![\w@\-])"
)
_GAP = r"[ .\-–/\u00a0]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w+.,])(?:"
    rf"(?:\+|00){_GAP}[1-9](?:{_GAP}(?:\(0\){_GAP})?[0-9]){{7,13}}"  # abroad, and +31
    rf"|\(?0{_GAP}[1-9](?:{_GAP}\)?{_GAP}[0-9]){{8}}"  # ten digits
    rf"|14[ ]?0[0-9]{{2,3}}"  # the number of a town hall
    rf")(?![\w])"
)


@dataclass(frozen=True)
class Contact:
    """Where the answer goes to. `value` has one spelling: no spaces in a number, the host of an address small."""

    kind: Kind
    value: str


@dataclass(frozen=True)
class Found:
    """A contact and its place: `text[start:end]`."""

    contact: Contact
    start: int
    end: int


def find_contact(text: str) -> Found | None:
    """The address in a text, else the number in it, else None.

    >>> find_contact("Mail maar: J.Jansen@Gemeente.NL of 06 - 12 34 56 78.").contact
    Contact(kind='email', value='J.Jansen@gemeente.nl')
    >>> find_contact("bel me op 06 - 12 34 56 78 aub").contact
    Contact(kind='phone', value='0612345678')
    """
    for match in _EMAIL.finditer(text):
        local, host = match[0].rsplit("@", 1)
        if len(match[0]) <= MAX_EMAIL and ".." not in local:
            return Found(Contact("email", f"{local}@{host.lower()}"), *match.span())
    phone = _PHONE.search(text)
    if phone is None:
        return None
    digits = re.sub(r"[^0-9+]", "", phone[0].replace("(0)", ""))
    return Found(Contact("phone", digits), *phone.span())


def may_hold_contact(text: str) -> bool:
    """Whether a text could be an answer to the question for an address or number, well written or not."""
    return "@" in text or sum(character.isdigit() for character in text) >= 6

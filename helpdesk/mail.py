"""Words a mail to the helpdesk. The same ticket always gives the same bytes, so that a second copy is seen as one."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from helpdesk.config import ZONE, HelpdeskConfig, day_in_words
from helpdesk.contact import Contact
from helpdesk.outbox import Mail, Ticket

TEXTS = Path(__file__).parent / "texts.yml"


@lru_cache(maxsize=1)
def texts() -> dict[str, Any]:
    """The sentences of the mails."""
    data: dict[str, Any] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return data


def message(mail: Mail, sender: str, mailbox: str, config: HelpdeskConfig) -> EmailMessage:
    """The mail as it goes out, from `sender` to `mailbox`. A reply to it goes to the user, when an address is known."""
    reference, host = mail.ticket.reference, sender.rsplit("@", 1)[-1]
    made = EmailMessage(policy=SMTP)
    made["Message-ID"] = message_id(reference, mail.kind, host)
    made["Date"] = format_datetime(mail.created_at.replace(microsecond=0))
    made["From"] = sender
    made["To"] = mailbox
    made["Subject"] = texts()[f"{mail.kind}_subject"].format(reference=reference)
    made["X-Kompas-Reference"] = reference
    made["Auto-Submitted"] = "auto-generated"  # no out-of-office replies
    if mail.kind == "ticket":
        if mail.contact is not None and mail.contact.kind == "email":
            made["Reply-To"] = mail.contact.value
        made.set_content(_ticket_text(mail.ticket, mail.contact, config))
    else:
        made["In-Reply-To"] = made["References"] = message_id(reference, "ticket", host)
        made.set_content(_withdrawal_text(mail.ticket, mail.created_at))
    return made


def message_id(reference: str, kind: str, host: str) -> str:
    """One per ticket and kind, for ever the same.

    >>> message_id("KA-BCDFG-HJKLV", "ticket", "kompas.example")
    '<ka-bcdfg-hjklv.ticket@kompas.example>'
    """
    return f"<{reference.lower()}.{kind}@{host}>"


def transcript_text(ticket: Ticket) -> str:
    """The conversation as the helpdesk reads it, or that it was left out."""
    if ticket.transcript is None:
        return str(texts()["no_transcript"])
    if not ticket.transcript:
        return str(texts()["empty_transcript"])
    return "\n\n".join(f"{texts()['who'][line.who]}: {line.text}" for line in ticket.transcript)


def _ticket_text(ticket: Ticket, contact: Contact | None, config: HelpdeskConfig) -> str:
    words = texts()
    filled: str = words["ticket"].format(
        reference=ticket.reference,
        accepted=_local(ticket.accepted_at),
        answer_by=day_in_words(config.answer_by(ticket.accepted_at)),
        reason=words["reason"][ticket.reason],
        question=ticket.question,
        municipality=ticket.municipality or words["not_given"],
        function=ticket.function or words["not_given"],
        contact=contact.value if contact else words["contact_gone"],
        transcript=transcript_text(ticket),
        contact_days=config.keep_days.contact,
        ticket_days=config.keep_days.ticket,
    )
    return filled


def _withdrawal_text(ticket: Ticket, withdrawn: datetime) -> str:
    filled: str = texts()["withdrawal"].format(reference=ticket.reference, withdrawn=_local(withdrawn))
    return filled


def _local(moment: datetime) -> str:
    local = moment.astimezone(ZONE)
    return f"{day_in_words(local.date())} {local.year}, {local.hour}.{local.minute:02} uur"

"""Accepts tickets one after another and prints each reference once it is promised; made to be killed."""

import sys
from pathlib import Path

from helpdesk.clock import now
from helpdesk.contact import Contact
from helpdesk.outbox import Outbox, Request

if __name__ == "__main__":
    outbox, first, last = Outbox(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
    for number in range(first, last):
        token = outbox.keep_contact(Contact("email", f"u{number}@gemeente.example"), now())
        ticket = outbox.accept(Request("request", f"Vraag {number}", None, None, token), now())
        print(number, ticket.reference, flush=True)

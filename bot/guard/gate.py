"""The one gate that every channel asks before anything else sees a message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from bot.guard.caller import Caller
from bot.guard.hidden import Hidden
from bot.guard.limits import Limits, TooMany
from bot.guard.message import clean, guard, may_be_button
from bot.guard.offers import Offers
from bot.guard.sessions import (
    InvalidSession,
    Sessions,
    key_from,
    looks_like_conversation,
    looks_like_token,
)
from bot.settings import DEFAULT_LIMITS, Settings


class Refused(Exception):
    """A request that goes no further. `status` and `code` are those of docs/reply-contract.md."""

    def __init__(self, status: int, code: str, reason: str, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.code = code
        self.retry_after = retry_after


@dataclass(frozen=True)
class Incoming:
    """A message that passed. `conversation` is what it is stored under; for `text` and `refused` see `guard`."""

    conversation: str
    text: str
    refused: str | None = None


# What to go on with when a message answers the question for a contact; None for any other message.
Hide = Callable[[str, str], Awaitable[Hidden | None]]


class Gate:
    """Origin, session, limits, commands and personal data, for all channels of one server."""

    def __init__(
        self, settings: Settings, offers: Offers, sessions: Sessions | None = None, hide: Hide | None = None
    ) -> None:
        """`sessions`: made from the settings unless given. `hide`: takes contacts out of messages of a conversation;
        without it none may pass. Raises ValueError for a wrong setting."""
        self._hide = hide
        self._origins: Collection[str] = frozenset(settings.origins)
        self._listens_locally = settings.listens_locally
        self._has_own_limits = settings.limits is not None
        self.proxies = settings.proxies
        self.offers = offers
        self.limits = Limits(settings.limits or DEFAULT_LIMITS)
        self.sessions = sessions or Sessions(settings.session_key or key_from(settings.key_file))

    def lets_in(self, caller: Caller) -> bool:
        """Whether the page that asks may use the assistant."""
        return caller.may_come_from(self._origins)

    def check_origin(self, caller: Caller) -> None:
        """Raises Refused when the page that asks may not."""
        if not self.lets_in(caller):
            raise Refused(403, "origin", "pages of this origin may not use the assistant")

    def open(self, caller: Caller) -> str:
        """A token for a new session. Raises Refused."""
        if self._counts(caller):
            try:
                self.limits.new_session(caller.address)
            except TooMany as many:
                raise _rate(many) from many
        return self.sessions.issue()

    def renew(self, caller: Caller, token: object) -> str:
        """The same token when it is good, else a new one. Raises Refused."""
        try:
            self.sessions.conversation(token if isinstance(token, str) else "")
        except InvalidSession:
            return self.open(caller)
        return str(token)

    def conversation(self, caller: Caller, sender: str) -> str:
        """The id of the conversation that a sender may have. Raises Refused."""
        is_free = self._is_local(caller) and not looks_like_token(sender) and not looks_like_conversation(sender)
        if is_free:
            return sender
        try:
            return self.sessions.conversation(sender)
        except InvalidSession as error:
            raise Refused(401, "session", str(error)) from error

    def vote(self, caller: Caller, sender: str) -> str:
        """The id of the conversation in which a sender may judge an answer. Raises Refused."""
        conversation = self.conversation(caller, sender)
        if self._counts(caller):
            try:
                self.limits.vote(caller.address)
            except TooMany as many:
                raise _rate(many) from many
        return conversation

    async def admit(self, caller: Caller, sender: str, message: str) -> Incoming:
        """What the bot may see of a message. Raises Refused."""
        conversation = self.conversation(caller, sender)
        if self._counts(caller):
            try:
                self.limits.message(conversation, caller.address)
            except TooMany as many:
                raise _rate(many) from many
        hidden = await self._hide(conversation, message) if self._hide else None
        if hidden is not None:
            if hidden.from_us:
                return Incoming(conversation, hidden.text)
            message = hidden.text
        offered = may_be_button(message) and await self.offers.made(conversation, clean(message))
        passed = guard(message, offered)
        return Incoming(conversation, passed.text, passed.refused)

    def document(self, caller: Caller) -> None:
        """Count a document that is made for a caller. Raises Refused."""
        if self._counts(caller):
            try:
                self.limits.document(caller.address)
            except TooMany as many:
                raise _rate(many) from many

    def _is_local(self, caller: Caller) -> bool:
        return self._listens_locally and caller.is_local

    def _counts(self, caller: Caller) -> bool:
        """On one's own machine nothing is limited, unless one asks for it: evaluation and tests ask a lot."""
        return self._has_own_limits or not self._is_local(caller)


def _rate(many: TooMany) -> Refused:
    if many.retry_after is None:
        return Refused(429, "messages", "this session has reached its number of messages; start a new one")
    return Refused(429, "rate", "too many requests; wait", many.retry_after)

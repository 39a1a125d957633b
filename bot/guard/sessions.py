"""Session tokens: the server gives out who a conversation is with, and no client can choose or guess another's."""

import os
import re
import secrets
import tempfile
import time
from pathlib import Path

import jwt

LIFETIME = 12 * 60 * 60  # seconds; a working day
_AUDIENCE = "kompas-session"
_ALGORITHM = "HS256"
_SHAPE = re.compile(r"[\w-]+\.[\w-]*\.[\w-]*", re.ASCII)
_ID = re.compile(r"[0-9a-f]{32}")
_CONVERSATION = re.compile(r"web-[0-9a-f]{32}")


class InvalidSession(Exception):
    """The token is forged, expired, made by another server, or no token at all."""


class Sessions:
    """Issues and checks the tokens of one key."""

    def __init__(self, key: str, lifetime: int = LIFETIME) -> None:
        """`lifetime`: seconds for which a token is valid."""
        self._key = key
        self.lifetime = lifetime

    def issue(self) -> str:
        """A new token, for a conversation that nobody has had."""
        now = int(time.time())
        claims = {"sid": secrets.token_hex(16), "aud": _AUDIENCE, "exp": now + self.lifetime}
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM)

    def conversation(self, token: str) -> str:
        """The id under which the conversation of a token is stored; no part of it opens the conversation.

        Raises InvalidSession.
        """
        if not looks_like_token(token):  # the library chokes on some texts
            raise InvalidSession("the session is not valid or has ended")
        try:
            claims = jwt.decode(
                token, self._key, algorithms=[_ALGORITHM], audience=_AUDIENCE, options={"require": ["exp", "sid"]}
            )
        except jwt.PyJWTError as error:
            raise InvalidSession("the session is not valid or has ended") from error
        if not _ID.fullmatch(str(claims["sid"])):
            raise InvalidSession("the session is not valid")
        return f"web-{claims['sid']}"


def looks_like_token(sender: str) -> bool:
    """Whether a sender has the form of a token: such a one is always checked."""
    return bool(_SHAPE.fullmatch(sender))


def looks_like_conversation(sender: str) -> bool:
    """Whether a sender has the form of the id of a conversation, which no client may name."""
    return bool(_CONVERSATION.fullmatch(sender))


def key_from(file: Path) -> str:
    """The key in this file, made once. Only the owner may read it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=file.parent)  # mode 0600
        try:
            with os.fdopen(descriptor, "w") as output:
                output.write(secrets.token_hex(32))
            os.link(name, file)  # unlike a rename, never over the key of a process that was just ahead
        except FileExistsError:
            pass
        finally:
            os.unlink(name)
    return file.read_text().strip()

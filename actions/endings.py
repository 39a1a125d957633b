"""What is said at the end of a flow, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from actions import flow_reply, learning_reply, scan_reply
from actions.flow_reply import Kept, Note
from kompas.flows.model import MODULE, PATH, PROCEDURE, SCAN, Case, Flow
from kompas.knowledge import KnowledgeBase

Ending = Callable[[KnowledgeBase, Flow, Case, Note, Kept], dict[str, Any]]
ENDINGS: dict[str, Ending] = {
    PROCEDURE: flow_reply.plan,
    SCAN: scan_reply.ending,
    MODULE: learning_reply.module_ending,
    PATH: learning_reply.path_ending,
}

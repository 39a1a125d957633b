"""Runs some actions inside the Rasa server and leaves the others to the action server.

The hand-over is offered when something is broken; it must not need the process that is broken, nor the knowledge base.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor


class LocalActions(EndpointConfig):  # type: ignore[misc]
    """An action endpoint in two parts: `actions` here, all else where `elsewhere` points."""

    def __init__(self, elsewhere: EndpointConfig, actions: Iterable[type[Action]]) -> None:
        super().__init__(elsewhere.url, **elsewhere.kwargs)
        self._elsewhere = elsewhere
        self._executor = ActionExecutor()
        for action in actions:
            self._executor.register_action(action)

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """What Rasa asks of an endpoint: run `next_action`, give back its events and messages."""
        call = kwargs.get("json") or {}
        if call.get("next_action") in self._executor.actions:
            return await self._executor.run(call)
        return await self._elsewhere.request(*args, **kwargs)


def install(agent: Any, actions: Iterable[type[Action]]) -> None:
    """Let a Rasa agent run these actions itself. Does nothing to an agent without a model."""
    if agent.processor is not None and not isinstance(agent.action_endpoint, LocalActions):
        agent.action_endpoint = LocalActions(agent.action_endpoint or EndpointConfig(), actions)
        agent.processor.action_endpoint = agent.action_endpoint

"""Actions about the answer that was given last: again, shorter, more, its sources, its age."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reply
from actions.answer import Events, show
from actions.knowledge import searcher
from kompas.knowledge import KnowledgeBase
from kompas.schema import Answer


class AboutLast:
    """Finds the last answer, or says that there is none yet. No Action itself: the SDK registers every subclass."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Speak about the last answer."""
        knowledge = searcher().knowledge
        answer = knowledge.answers.get(tracker.get_slot("answer") or "")
        if answer is None:
            dispatcher.utter_message(text=knowledge.phrases["nothing_yet"], json_message={"outcome": "smalltalk"})
            return []
        if answer.id in knowledge.notices:
            dispatcher.utter_message(**reply.switched_off(knowledge, answer))
            return []
        return self.speak(dispatcher, knowledge, answer)

    def speak(self, dispatcher: CollectingDispatcher, knowledge: KnowledgeBase, answer: Answer) -> Events:
        """What to say about `answer`; returns events."""
        raise NotImplementedError


class ActionRepeat(Action):  # type: ignore[misc]
    """Say the last message again, whatever it was."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_repeat"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        for event in reversed(tracker.events):
            if event.get("event") == "bot" and event.get("text"):
                data = event.get("data") or {}
                knowledge = searcher().knowledge
                for identifier in reply.answers_in(data.get("custom") or {}):
                    if identifier in knowledge.notices:
                        dispatcher.utter_message(**reply.switched_off(knowledge, knowledge.answers[identifier]))
                        return []
                dispatcher.utter_message(
                    text=event["text"], buttons=data.get("buttons") or [],
                    json_message=data.get("custom") or {"outcome": "smalltalk"},
                )  # fmt: skip
                return []
        phrases = searcher().knowledge.phrases
        dispatcher.utter_message(text=phrases["nothing_yet"], json_message={"outcome": "smalltalk"})
        return []


class ActionShorter(AboutLast, Action):  # type: ignore[misc]
    """The last answer in a sentence or two."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_shorter"

    def speak(self, dispatcher: CollectingDispatcher, knowledge: KnowledgeBase, answer: Answer) -> Events:
        """See the class."""
        dispatcher.utter_message(text=reply.short(answer), json_message=reply.custom(knowledge, answer))
        return []


class ActionMore(AboutLast, Action):  # type: ignore[misc]
    """More about the last answer: its second part, else the answer that usually follows, else the sources."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_more"

    def speak(self, dispatcher: CollectingDispatcher, knowledge: KnowledgeBase, answer: Answer) -> Events:
        """See the class."""
        if answer.more:
            dispatcher.utter_message(text=answer.more, json_message=reply.custom(knowledge, answer))
            return []
        following = reply.offered(knowledge, answer.next)
        if following:
            return show(dispatcher, knowledge, knowledge.answers[following[0]], None)
        text = f"{knowledge.phrases['more_none']}\n{reply.sources(knowledge, answer)}"
        dispatcher.utter_message(text=text, json_message=reply.custom(knowledge, answer))
        return []


class ActionSource(AboutLast, Action):  # type: ignore[misc]
    """All sources of the last answer."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_source"

    def speak(self, dispatcher: CollectingDispatcher, knowledge: KnowledgeBase, answer: Answer) -> Events:
        """See the class."""
        dispatcher.utter_message(text=reply.sources(knowledge, answer), json_message=reply.custom(knowledge, answer))
        return []


class ActionStillValid(AboutLast, Action):  # type: ignore[misc]
    """How old the last answer is and when it is looked at again."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_still_valid"

    def speak(self, dispatcher: CollectingDispatcher, knowledge: KnowledgeBase, answer: Answer) -> Events:
        """See the class."""
        phrases = knowledge.phrases
        known = answer.as_of != reply.UNKNOWN
        lines = [phrases["as_of_known"].format(as_of=answer.as_of) if known else phrases["as_of_unknown"]]
        if answer.confidence == "background":
            lines.append(phrases["background"])
        if answer.caveat:
            lines.append(phrases["caveat"].format(caveat=answer.caveat))
        lines.append(phrases["review"].format(review_by=answer.review_by.strftime("%d-%m-%Y")))
        lines.append(reply.source_line(knowledge, answer))
        dispatcher.utter_message(text="\n\n".join(lines), json_message=reply.custom(knowledge, answer))
        return []

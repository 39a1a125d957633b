"""The main actions: search the knowledge base, and show an answer that was offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import contact_reply, handover, reply
from actions.choice import chosen
from actions.knowledge import searcher
from kompas.context import Context, last_alone
from kompas.knowledge import KnowledgeBase
from kompas.named import Name, remembered, resolved
from kompas.questions import is_local, is_long
from kompas.schema import Answer
from kompas.search import PLAINLY_FOREIGN, Found, Searcher, Verdict
from kompas.text import words
from kompas.vectors import Vectors, unpacked
from kompas.years import years

Events = list[dict[str, Any]]
MAX_OPTIONS = 4
SOME = 0.3  # chance of a victim from which the help takes the place of a refusal
LIKELY = 0.4  # chance of danger or a victim from which only a sure answer may stand below the way to help
CONVINCING = 0.65  # the same, from which no answer may, at the start of a conversation
# Per suspicion: what stands above an answer, and what is said when there is no sure answer.
DANGER = "danger_notice"
CARE = {
    "possible_danger": (DANGER, "utter_acute_danger"),
    "possible_victim": ("victim_notice", "utter_victim"),
}
# Kinds of foreign messages that nobody in trouble writes, and those to which a refusal need not name the way to help.
ELSEWHERE = frozenset({"attack", "media", "opinion"})
ORDINARY = ELSEWHERE | {"chat", "legal_advice", "municipal"}
# Per kind the chance from which it is believed, though a victim may be speaking.
BELIEVED = {"attack": 0.5, "media": 0.5, "opinion": 0.5, "chat": 0.75, "legal_advice": 0.75, "municipal": 0.75}
NEARLY_OURS = 0.1  # chance of being about our subject from which a refusal names what comes near
UNREAD = frozenset({None, "nonsense"})  # what a message in great haste may look like
FIXED = 0.999999  # the fixed routes are sure; the classifier never quite is
FOR_WORK = "/for_work"  # the button below the help for a victim, in the domain
# What a bare yes or no most often is about: someone with a signal who does not know how to go on.
FIRST_STEPS = ("vermoeden-eerste-stappen", "minderjarig-vermoeden-stappen", "opvang-stappen")


def show(dispatcher: CollectingDispatcher, knowledge: KnowledgeBase, answer: Answer, question: str | None) -> Events:
    """Say an answer and remember it for what follows. `question`: as in `remember`."""
    dispatcher.utter_message(**reply.message(knowledge, answer))
    return remember(knowledge, answer, question)


def remember(knowledge: KnowledgeBase, answer: Answer, question: str | None) -> Events:
    """Keep what later messages may lean on. `question`: the last one that can be understood by itself, None for a
    button: then it is what the answer stands for."""
    return [
        SlotSet("answer", answer.id),
        SlotSet("topic", knowledge.topic_of[answer.id].id),
        SlotSet("question", question or answer.questions[0]),
        SlotSet("options", None),
        SlotSet("failures", 0),
    ]


def _how_sure(found: Found) -> dict[str, Any]:
    """For the figures and the editors' worklist: how sure the search was, and what came near."""
    near = [hit.answer for hit in found.hits[:MAX_OPTIONS]]
    event: dict[str, Any] = SlotSet("search", {"confidence": round(found.confidence, 3), "near": near})
    return event


def _years_without_figure(knowledge: KnowledgeBase, found: Found, text: str) -> list[str]:
    """The years that a message asks a figure of, and that none of the answers about figures that are shown names."""
    if found.parts or found.verdict not in (Verdict.ANSWER, Verdict.ASK_BACK):
        return []
    shown = [knowledge.answers[hit.answer] for hit in found.hits[: 1 if found.verdict is Verdict.ANSWER else 2]]
    if any(answer.aspect != "figure" for answer in shown):
        return []
    told = set().union(*(years(reply.spoken(knowledge, answer)) for answer in shown))
    return [str(year) for year in sorted(years(text) - told)]


class WithNotice:
    """A dispatcher that puts a sentence above the first message: that help is near, that names are not known here."""

    def __init__(self, dispatcher: CollectingDispatcher, notice: str) -> None:
        self._dispatcher, self._notice = dispatcher, notice

    def utter_message(self, text: str, **rest: Any) -> None:
        """Say a message, the first one with the notice above it."""
        above, self._notice = self._notice, ""
        self._dispatcher.utter_message(text=f"{above}\n\n{text}" if above else text, **rest)


def _said(tracker: Tracker, knowledge: KnowledgeBase) -> list[list[str]]:
    """What the bot said in each of its turns, newest first; of an answer only its own text, since a source names who
    published it."""
    turns: list[list[str]] = [[]]
    for event in reversed(tracker.events):
        if event.get("event") == "bot" and event.get("text"):
            shown = reply.answers_in((event.get("data") or {}).get("custom") or {})
            own = [knowledge.answers[answer].text for answer in shown if answer in knowledge.answers]
            turns[-1] += own or [event["text"]]
        elif event.get("event") == "user" and turns[-1]:
            turns.append([])
    return [turn for turn in turns if turn]


def _intent(tracker: Tracker) -> str:
    """The intent that was decided. Not get_intent_of_latest_message: that is the first of the classifier's ranking."""
    return str(tracker.latest_message["intent"]["name"])


def given_vector(tracker: Tracker) -> dict[str, Vectors]:
    """The sentence vector of the message by its text, as the Rasa server computed it; empty when none came along."""
    text, vector = (tracker.latest_message.get(name) for name in ("text", "vector"))
    return {str(text): unpacked(str(vector))} if text and vector else {}


def context_of(tracker: Tracker) -> Context:
    """What the conversation was about before this message."""
    return Context(tracker.get_slot("topic"), tracker.get_slot("answer"), tracker.get_slot("question"))


def names(tracker: Tracker) -> list[Name]:
    """The two things at most that the conversation named last."""
    return [Name(topic, said) for topic, said in tracker.get_slot("named") or []]


class ActionAnswer(Action):  # type: ignore[misc]
    """Answer the message, ask back, or say that it is not known."""

    def __init__(self, search: Callable[[], Searcher] | None = None) -> None:
        """`search`: another search than that of this server, to measure it with the real replies."""
        self._search = search

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        search = (self._search or searcher)()
        text = tracker.latest_message.get("text") or ""
        if not words(text):
            dispatcher.utter_message(text=search.knowledge.phrases["empty"], json_message={"outcome": "refuse"})
            return []
        offered = [a for a in tracker.get_slot("options") or [] if a in search.knowledge.answers]
        choice = chosen(text, [reply.title(search.knowledge, a) for a in offered])
        if choice is not None:
            return show(dispatcher, search.knowledge, search.knowledge.answers[offered[choice]], None)
        contacts = (
            contact_reply.meant(search, text, _said(tracker, search.knowledge)) if tracker.get_slot("answer") else []
        )
        if contacts:
            dispatcher.utter_message(**contact_reply.message(search.knowledge, contacts))
            return [SlotSet("options", None), SlotSet("failures", 0)]
        named = names(tracker)
        text = resolved(text, named)
        found = search.search(text, context_of(tracker), given_vector(tracker))
        named = remembered(named, search.named(text))
        events = self._reply(dispatcher, search, found, text, tracker)
        return [_how_sure(found), SlotSet("named", [[name.topic, name.words] for name in named]), *events]

    def _reply(
        self, dispatcher: CollectingDispatcher, search: Searcher, found: Found, text: str, tracker: Tracker
    ) -> Events:
        knowledge = search.knowledge
        question = last_alone(tracker.get_slot("question"), text)
        if is_local(text) and not is_long(text) and found.verdict in (Verdict.ANSWER, Verdict.ASK_BACK):
            dispatcher = WithNotice(dispatcher, knowledge.phrases["local"])
        missing = _years_without_figure(knowledge, found, text)
        if missing:
            dispatcher = WithNotice(dispatcher, knowledge.phrases["no_figure"].format(years=" en ".join(missing)))
        if found.parts:
            dispatcher.utter_message(**reply.several(knowledge, found.parts))
            return remember(knowledge, knowledge.answers[found.hits[0].answer], question)
        first = found.hits[0].answer if found.hits else None
        if first in knowledge.notices and found.verdict in (Verdict.ANSWER, Verdict.ASK_BACK):
            return show(dispatcher, knowledge, knowledge.answers[first], question)
        if found.verdict is Verdict.ANSWER:
            return show(dispatcher, knowledge, knowledge.answers[found.hits[0].answer], question)
        answers = reply.offered(knowledge, [hit.answer for hit in found.hits[: 2 * MAX_OPTIONS]])[:MAX_OPTIONS]
        if found.verdict is Verdict.ASK_BACK:
            dispatcher.utter_message(**reply.either(knowledge, answers))
            return [*remember(knowledge, knowledge.answers[answers[0]], question), SlotSet("options", answers)]
        failures = int(tracker.get_slot("failures") or 0) + 1
        if failures > 1:
            dispatcher.utter_message(**handover.offer(knowledge, knowledge.phrases["refuse_again"], "unanswered"))
        elif found.verdict is Verdict.REFUSE and found.outside is not None:
            nearly_ours = found.ours >= NEARLY_OURS and found.outside not in PLAINLY_FOREIGN
            near = answers if nearly_ours else []
            said = reply.outside(knowledge, found.outside, near)
            if found.outside not in ORDINARY:
                said = self._with_way_to_help(knowledge, said)
            dispatcher.utter_message(**said)
            return [SlotSet("failures", failures), SlotSet("options", near or None)]
        else:
            said = reply.near(knowledge, answers, doubt=found.verdict is Verdict.DOUBT)
            dispatcher.utter_message(**self._with_way_to_help(knowledge, said))
            return [SlotSet("options", answers), SlotSet("failures", failures)]
        return [SlotSet("failures", failures), SlotSet("options", None)]

    def _with_way_to_help(self, knowledge: KnowledgeBase, said: dict[str, Any]) -> dict[str, Any]:
        """A refusal with the way to help below it, for whoever was not recognised as being in need."""
        return {**said, "text": f"{said['text']}\n\n{knowledge.phrases['in_need']}"}


class ActionAnswerWithCare(ActionAnswer):
    """For a message that may speak of danger or come from a victim: the way to help first, then the answer if there is
    a sure one. A wrong suspicion costs the reader one line; a missed one could cost much more."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer_with_care"

    def _reply(
        self, dispatcher: CollectingDispatcher, search: Searcher, found: Found, text: str, tracker: Tracker
    ) -> Events:
        notice, response = CARE[_intent(tracker)]
        chance = float(tracker.latest_message["intent"].get("confidence") or 0.0)
        # "En als ze 17 is?" after an answer, like a message about a client, needs nothing that is said to a victim.
        at_work = bool(tracker.latest_message.get("professional") or tracker.get_slot("answer"))
        if _danger_alone(found, chance) if notice == DANGER else not at_work and _help_first(found, chance):
            dispatcher.utter_message(response=response)
            return below(dispatcher, search.knowledge, found, last_alone(tracker.get_slot("question"), text))
        above = WithNotice(dispatcher, search.knowledge.phrases[notice])
        return super()._reply(above, search, found, text, tracker)

    def _with_way_to_help(self, knowledge: KnowledgeBase, said: dict[str, Any]) -> dict[str, Any]:
        """As it is: the way to help already stands above."""
        return said


def _danger_alone(found: Found, chance: float) -> bool:
    """Whether what to do in danger is all that is said. 112 above two answers tells a professional all, and "Hoe laat
    begint de wedstrijd vanavond?" keeps its refusal."""
    if found.verdict in (Verdict.ANSWER, Verdict.ASK_BACK):
        return False
    return found.outside is None or (chance >= LIKELY and found.outside in UNREAD)


def _help_first(found: Found, chance: float) -> bool:
    """Whether the help for a victim is said in full, and not only a line above the reply: answers for professionals do
    not help a victim, and a refusal still less."""
    if chance >= CONVINCING:
        return found.outside not in ELSEWHERE
    if found.verdict in (Verdict.ANSWER, Verdict.ASK_BACK):
        return found.verdict is Verdict.ASK_BACK and chance >= LIKELY
    believed = found.outside is not None and found.foreign >= BELIEVED.get(found.outside, 1.0)
    return found.outside is None or (chance >= SOME and not believed)


def below(dispatcher: CollectingDispatcher, knowledge: KnowledgeBase, found: Found, question: str) -> Events:
    """Below the help for a victim, the answer when search is sure of it: the classifier may be mistaken, and then a
    professional reads what was asked for."""
    if found.verdict is not Verdict.ANSWER or found.parts or found.hits[0].answer in knowledge.notices:
        return []
    dispatcher = WithNotice(dispatcher, knowledge.phrases["for_work"])
    return show(dispatcher, knowledge, knowledge.answers[found.hits[0].answer], question)


class ActionAnswerBelow(Action):  # type: ignore[misc]
    """After the help for a victim: the answer, when only the classifier heard a victim and search is sure."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer_below"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        text = tracker.latest_message.get("text") or ""
        if float(tracker.latest_message["intent"].get("confidence") or 0.0) >= FIXED or not words(text):
            return []
        search = searcher()
        found = search.search(text, context_of(tracker), given_vector(tracker))
        return below(dispatcher, search.knowledge, found, last_alone(tracker.get_slot("question"), text))


class ActionAnswerForWork(ActionAnswer):
    """A professional who was taken for a victim says so by button: answer the message as any other."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_answer_for_work"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        search = (self._search or searcher)()
        asked = said_before(tracker.events, FOR_WORK)
        if asked is None:
            dispatcher.utter_message(text=search.knowledge.phrases["ask_for_work"], json_message={"outcome": "clarify"})
            return []
        found = search.search(asked, context_of(tracker))
        return [_how_sure(found), *self._reply(dispatcher, search, found, asked, tracker)]


def said_before(events: Sequence[dict[str, Any]], payload: str) -> str | None:
    """What a user last said before a button with this payload was shown; None when that was a button itself, as when
    the words were not kept because of personal data."""
    said = asked = None
    for event in events:
        if event.get("event") == "user":
            said = event.get("text")
        elif any(button.get("payload") == payload for button in (event.get("data") or {}).get("buttons") or []):
            asked = said
    return asked if asked and not asked.startswith("/") else None


class ActionShowAnswer(Action):  # type: ignore[misc]
    """Show the answer of a button."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_show_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        wanted = next(tracker.get_latest_entity_values("answer"), None)
        if wanted not in knowledge.answers:
            dispatcher.utter_message(text=knowledge.phrases["gone"], json_message={"outcome": "refuse"})
            return []
        return show(dispatcher, knowledge, knowledge.answers[wanted], None)


class ActionDecide(Action):  # type: ignore[misc]
    """Yes, no or don't know: to what was offered, else go on with the general steps."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_decide"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        if handover.offered_last(tracker.events):
            return handover.decided(dispatcher, knowledge, yes=_intent(tracker) == "affirm")
        offered = reply.offered(knowledge, tracker.get_slot("options") or [])
        if offered and _intent(tracker) == "affirm":
            return show(dispatcher, knowledge, knowledge.answers[offered[0]], None)
        following = reply.offered(knowledge, FIRST_STEPS)
        dispatcher.utter_message(**reply.options(knowledge, knowledge.phrases["go_on"], following, "flow"))
        return [SlotSet("options", following)]

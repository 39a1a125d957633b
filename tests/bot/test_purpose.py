"""Danger, a victim or a dialogue act: the real component on a handful of messages, and what is decided upon it."""

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.purpose import Purpose
from bot.nlu.routes import ACTS, DANGER_WITHIN, SUSPICION, FixedRoutes
from bot.nlu.sentence_features import SentenceFeaturizer
from bot.nlu.tokenizer import DutchTokenizer

TAUGHT = {
    "acute_danger": ["hij slaat haar nu", "ze wordt nu geslagen", "hij staat nu voor de deur met een mes"],
    "victim": ["mijn baas heeft mijn paspoort", "ik moet werken en krijg geen geld", "ik mag niet weg van mijn baas"],
    "victim_relative": ["mijn dochter heeft een loverboy", "mijn zus moet van haar vriend geld verdienen"],
    "thank": ["dank u wel", "bedankt voor de uitleg", "fijn, hier kan ik mee verder"],
    "ask_source": ["waar staat dat", "wat is de bron daarvan", "in welk document staat dit"],
    "ask_roles": ["wat doet een zorgcoördinator", "wie is de ketenregisseur", "taken van de gemeente"],
    "ask_legislation": ["wat staat in artikel 273f", "welke wet gaat over mensenhandel"],
}


def featurized(*messages: Message) -> list[Message]:
    """The messages as the pipeline hands them on."""
    tokenizer = DutchTokenizer({**DutchTokenizer.get_default_config()})
    featurizer = SentenceFeaturizer({**SentenceFeaturizer.get_default_config()}, "sentence")
    for message in messages:
        tokenizer.process([message])
        featurizer.process([message])
    return list(messages)


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Purpose:
    """A component that learned from a few messages, was stored and read back."""
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    config, resource = Purpose.get_default_config(), Resource("purpose")
    # Every text thrice: a piece of a word counts only when three messages have it.
    taught = [Message.build(text, intent) for intent, texts in TAUGHT.items() for text in texts * 3]
    Purpose(config, storage, resource).train(TrainingData(featurized(*taught)))
    return Purpose.load(config, storage, resource, None)  # type: ignore[arg-type]


def suspicion(component: Purpose, text: str) -> dict[str, float]:
    [message] = component.process(featurized(Message.build(text)))
    return dict(message.get(SUSPICION))


def test_other_words_of_the_same_kind_are_suspected_of_it(learned: Purpose) -> None:
    danger = suspicion(learned, "help, hij slaat mijn vriendin nu")
    victim = suspicion(learned, "ik krijg geen geld van de baas en mag niet weg")
    question = suspicion(learned, "wat zijn de taken van een zorgcoördinator")
    assert max(danger, key=lambda name: danger[name]) == "acute_danger"
    assert max(victim, key=lambda name: victim[name]) == "victim"
    assert sum(victim.values()) > 0.5 > 0.2 > sum(question.values())


def test_it_gives_probabilities_and_leaves_an_empty_message_alone(learned: Purpose) -> None:
    found = suspicion(learned, "zomaar iets")
    assert set(found) == {"acute_danger", "victim", "victim_relative"}
    assert all(0 <= chance <= 1 for chance in found.values()) and sum(found.values()) <= 1
    [empty] = learned.process([Message({"text": ""})])
    assert empty.get(SUSPICION) is None


def test_one_sentence_about_danger_in_a_long_message_is_found(learned: Purpose) -> None:
    work = "Wat zijn de taken van een zorgcoördinator? Wie is de ketenregisseur? Wat staat in artikel 273f? "
    found = {}
    for text in (work * 3, f"{work * 2} Hij slaat haar nu met een mes. {work}", "hij slaat haar nu"):
        [message] = learned.process(featurized(Message.build(text)))
        found[text] = message.get(DANGER_WITHIN)
    calm, mixed, short = found.values()
    assert mixed > 0.5 > 0.2 > calm
    assert short == 0.0  # a short message is read as a whole only


def test_danger_in_one_sentence_puts_the_way_to_help_above() -> None:
    routes = FixedRoutes(FixedRoutes.get_default_config())
    for within, intent in ((0.96, "possible_danger"), (0.9, "ask_roles")):
        calm = {"acute_danger": 0.0, "victim": 0.0, "victim_relative": 0.0}
        said = {"text": "beste helpdesk", "intent_ranking": RANKING, SUSPICION: calm, DANGER_WITHIN: within}
        [decided] = routes.process([Message(said)])
        assert decided.get("intent")["name"] == intent


def test_dialogue_acts_stand_apart_from_questions(learned: Purpose) -> None:
    acts = {}
    for text in ("dank voor deze uitleg", "waar staat dat precies", "wat zijn de taken van de gemeente"):
        [message] = learned.process(featurized(Message.build(text)))
        acts[text] = message.get(ACTS)
        assert set(acts[text]) == {"thank", "ask_source"}
    thanks, source, question = acts.values()
    assert thanks["thank"] > 0.5 > thanks["ask_source"] and source["ask_source"] > 0.5 > source["thank"]
    assert sum(question.values()) < 0.2


RANKING = [{"name": "ask_roles", "confidence": 0.6}, {"name": "victim", "confidence": 0.4}]


@pytest.mark.parametrize(
    ("text", "chances", "intent"),
    [
        ("wat als je eerst ja zei", (0.0, 0.72, 0.2), "victim"),  # together 0.92
        ("wat als je eerst ja zei", (0.42, 0.2, 0.3), "acute_danger"),
        ("wat als je eerst ja zei", (0.0, 0.3, 0.1), "possible_victim"),
        ("wat als je eerst ja zei", (0.2, 0.1, 0.1), "possible_danger"),
        ("mijn cliënt zei eerst ja", (0.0, 0.7, 0.1), "possible_victim"),  # a professional gets an answer too
        (
            "ik werk bij de gemeente maar het gaat over mezelf",
            (0.0, 0.9, 0.05),
            "victim",
        ),  # nearly sure
        ("wat als je eerst ja zei", (0.05, 0.05, 0.05), "ask_roles"),
    ],
)
def test_what_is_decided_upon_it(text: str, chances: tuple[float, float, float], intent: str) -> None:
    routes = FixedRoutes(FixedRoutes.get_default_config())
    names = ("acute_danger", "victim", "victim_relative")
    message = Message({"text": text, "intent_ranking": RANKING, SUSPICION: dict(zip(names, chances, strict=True))})
    [decided] = routes.process([message])
    assert decided.get("intent")["name"] == intent


def test_whoever_writes_english_reads_english_with_the_way_to_help_in_it() -> None:
    routes = FixedRoutes(FixedRoutes.get_default_config())
    chances = {"acute_danger": 0.0, "victim": 0.4, "victim_relative": 0.0}
    said = {"text": "Hello, can I ask this in English?", "intent_ranking": RANKING}
    message = Message({**said, SUSPICION: chances, ACTS: {"english": 0.9, "thank": 0.0}})
    [decided] = routes.process([message])
    assert decided.get("intent")["name"] == "english"


@pytest.mark.parametrize(("chance", "intent"), [(0.05, "thank"), (0.15, "ask_roles")])
def test_where_danger_is_not_ruled_out_nothing_is_a_mere_courtesy(chance: float, intent: str) -> None:
    routes = FixedRoutes(FixedRoutes.get_default_config())
    chances = {"acute_danger": chance, "victim": 0.0, "victim_relative": 0.0}
    said = {"text": "dank u", "intent_ranking": RANKING, SUSPICION: chances, ACTS: {"thank": 0.8}}
    [decided] = routes.process([Message(said)])
    assert decided.get("intent")["name"] == intent


@pytest.mark.parametrize(
    ("chance", "text", "intent"),
    [
        (0.8, "top, hier kan ik mee verder", "thank"),
        (0.7, "top, hier kan ik mee verder", "ask_roles"),  # not sure enough
        (0.9, "top " * 26, "ask_roles"),  # too long for a mere courtesy
    ],
)
def test_an_act_counts_when_it_is_sure_and_short(chance: float, text: str, intent: str) -> None:
    routes = FixedRoutes(FixedRoutes.get_default_config())
    [decided] = routes.process([Message({"text": text, "intent_ranking": RANKING, ACTS: {"thank": chance}})])
    assert decided.get("intent")["name"] == intent

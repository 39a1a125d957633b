"""The committed flows, read once; what a flow is made of is tested on small ones of the tests' own."""

from pathlib import Path

import pytest
import yaml

from kompas import paths
from kompas.content import Content
from kompas.flows.flows import flows
from kompas.flows.model import Flow
from kompas.knowledge import KnowledgeBase, knowledge_from


@pytest.fixture(scope="session")
def real(checked: Content) -> KnowledgeBase:
    """The knowledge base of the committed content."""
    return knowledge_from(checked)


@pytest.fixture(scope="session")
def real_flows(real: KnowledgeBase) -> dict[str, Flow]:
    """The committed flows."""
    return flows(real)


SMALL_FLOW = {
    "contacts.yml": """\
- {id: alarm, name: Alarmnummer, number: '112', answers: [zorgcoordinator-taken]}
- {id: veilig-thuis, name: Veilig Thuis, number: 0800 2000, hours: dag en nacht, answers: [zorgcoordinator-taken]}
""",
    "questions.yml": """\
- id: age
  name: Leeftijd
  text: Hoe oud?
  why: Een kind krijgt andere hulp.
  options:
  - {value: minderjarig, label: Minderjarig, says: [minderjarig*], ages: [0, 17]}
  - {value: meerderjarig, label: Meerderjarig, says: [meerderjarig*], ages: [18, 99]}
""",
    "steps/gevaar.yml": """\
- {id: bellen, who: u, what: Bel 112., term: nu, call: [alarm], answers: [zorgcoordinator-taken]}
- id: kind
  who: gemeente
  what: Help het kind.
  basis: Jeugdwet
  caveat: Controleer de wet.
  call: [veilig-thuis]
  when: {age: minderjarig}
  answers: [zorgcoordinator-taken]
""",
    "plan_rules.yml": """\
- id: gevaar
  why: gevaar gaat voor
  first_call: alarm
- id: kind
  why: een kind gaat langs Veilig Thuis
  when: {age: minderjarig}
  must_call: [veilig-thuis]
""",
    "procedures/melden.yml": """\
id: melden
title: Een signaal melden
topic: zorgcoordinator
questions:
- ask: age
steps:
- use: bellen
- use: kind
- {id: schrijven, who: u, what: Schrijf op wat u zag.}
- {id: niet-zelf, who: u, what: Ga niet zelf op onderzoek., avoid: true}
""",
}


@pytest.fixture
def small_flows(small: Path) -> Path:
    """The small content with one question, shared steps, contacts and rules."""
    words = yaml.safe_load((paths.CONTENT / "flow_words.yml").read_text(encoding="utf-8"))
    files = {**SMALL_FLOW, "flow_words.yml": yaml.safe_dump(words, allow_unicode=True)}
    for name, text in files.items():
        path = small / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return small

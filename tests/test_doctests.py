"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import actions
import bot
import evaluation
import helpdesk
import kompas

PACKAGES = (actions, bot, evaluation, helpdesk, kompas)


def modules(package: ModuleType) -> list[str]:
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    return [module.name for module in found if not module.name.endswith("__main__")]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_the_examples_in_docstrings_are_true(package: ModuleType) -> None:
    for name in modules(package):
        found = doctest.testmod(importlib.import_module(name))
        assert found.failed == 0, f"{name}: see above"


def test_there_are_examples() -> None:
    names = [name for package in PACKAGES for name in modules(package)]
    examples = [test for name in names for test in doctest.DocTestFinder().find(importlib.import_module(name))]
    assert sum(len(test.examples) for test in examples) > 20

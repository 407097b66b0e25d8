"""Makes the Python blocks of README.md and docs/ run as tests, and names what docstrings use.

It stands at the root because pytest asks only the conftest files above a file how to collect it.
"""

import gc
import sys
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

import pytest
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.typing import Evaluator


class SessionBlocks(CodeBlockParser):
    """Blocks of the language pycon: what was typed, and what was printed, coloured as such."""

    def __init__(self, language: str | None = None, evaluator: Evaluator | None = None) -> None:
        """Take the place of the parser of python blocks, whatever language it is told."""
        super().__init__("pycon", evaluator)


class SessionParser(PythonCodeBlockParser):
    """Runs the examples in those blocks."""

    codeblock_parser_class: type[CodeBlockParser] = SessionBlocks


FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE

pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=FLAGS),
        SessionParser(doctest_optionflags=FLAGS),
        SkipParser(),
    ],
    patterns=["README.md", "docs/**/*.md", "docs/*.md"],
).pytest()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that start tools first: begun last, they would keep one process alone."""
    items.sort(key=lambda item: item.get_closest_marker("quality") is None)


def pytest_collection_finish() -> None:
    """Keep what was collected, ten thousand tests, out of every later search for garbage."""
    if "hypothesis" in sys.modules:
        from hypothesis import find
        from hypothesis.strategies import none

        # Once in a process Hypothesis looks for what refers to its random numbers, and warns if it
        # sees nothing; what is frozen is not seen.
        find(none(), lambda _: True)
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def names_of_docstrings(doctest_namespace: dict[str, object]) -> None:
    """The names that every example of a docstring may use; docs/reference/index.md shows them."""
    from scripts.reference_pages import EXAMPLES  # here, so that coverage sees what it imports

    exec(EXAMPLES, doctest_namespace)

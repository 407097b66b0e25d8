"""The words of each language: one TOML file beside this module for each, found by its name.

A further language is one more file, with the same keys as `id.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypeAlias

from attrs import frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import UnknownChoiceError, told

# "id", "en", or the name of any other file: which there are is known at run time only.
Language: TypeAlias = str


@frozen(eq=False)
class Words:
    """All words of one language.

    Attributes:
        language: Name of the language.
        tables: The tables of its file; the keys of a table within a table are joined by dots.

    Examples:
        >>> words("id").tables["names"]["employer"]
        'pemberi kerja'
    """

    language: Language
    tables: Mapping[str, Mapping[str, str]]

    @property
    def locale(self) -> str:
        """Babel's name of the language."""
        return self.tables["formats"]["locale"]

    def get(self, table: str, name: str) -> str:
        """A word, or its own name where the table has no such word.

        Examples:
            >>> words("en").get("codes", "member"), words("en").get("codes", "Blitar")
            ('members', 'Blitar')
        """
        return self.tables[table].get(name, name)

    def sentence(self, code: str) -> str:
        """The sentence of a code, such as "total", or "finding.sex-differs.remedy" of a table.

        Raises:
            UnknownChoiceError: code `unknown-choice`: there is none.

        Examples:
            >>> words("en").sentence("total")
            'Total'
        """
        table, dot, name = code.partition(".")
        found = self.tables.get(table if dot else "sentences", {}).get(name if dot else code)
        if found is None:
            shown, kept = told(
                code, "code", names=self.tables[table] if dot and table in self.tables else ()
            )
            raise UnknownChoiceError(
                f"{shown} has no sentence.",
                value=kept,
                remedy="Take the codes of our own notes and findings.",
            )
        return found


@cache
def languages() -> tuple[Language, ...]:
    """The languages that there are, Indonesian first.

    Examples:
        >>> languages()
        ('id', 'en')
    """
    from pathlib import Path  # as tomllib, below

    names = (path.stem for path in Path(__file__).parent.glob("*.toml"))
    return tuple(sorted(names, key=lambda name: (name != "id", name)))


def words(language: Language) -> Words:
    """The words of a language.

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such language.
    """
    known = as_text(language)
    if known is None or known not in languages():
        shown, kept = told(language, "language", names=languages(), like="[a-z]{2,3}")
        raise UnknownChoiceError(
            f"{shown} is no language of ours.",
            value=kept,
            remedy=f"Choose {' or '.join(languages())}.",
        )
    return _read(known)


@cache
def _read(language: Language) -> Words:
    # Costs more than the rest of the import; it is needed only once something is worded.
    import tomllib
    from pathlib import Path

    file = Path(__file__).with_name(f"{language}.toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return Words(
        language,
        MappingProxyType(
            {name: MappingProxyType(dict(_flat(table))) for name, table in tables.items()}
        ),
    )


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, item in table.items():
        if isinstance(item, dict):
            yield from _flat(item, f"{before}{name}.")
        else:
            yield f"{before}{name}", item

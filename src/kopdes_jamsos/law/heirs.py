"""The ranks of heirs in JKK, JKM and JHT.

PP 44/2015 Pasal 37 ayat (5) and Pasal 40 ayat (2), and PP 46/2015 Pasal 23, have the same order;
they differ in who receives the sums where nobody is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.law._files import read_file, shaped
from kopdes_jamsos.programs import Program


@frozen(kw_only=True)
class HeirRank:
    """One rank of heirs.

    Attributes:
        id: Stable name.
        who: The relatives that it names, as fields of a family; empty for nobody.
        place: Ayat, huruf and angka of the article, by programme.
        to: Who receives the sums instead, by programme; empty where there are heirs.
    """

    id: str
    who: tuple[str, ...]
    place: Mapping[Program, str] = field(hash=False)
    to: Mapping[Program, str] = field(hash=False)

    @shaped("heirs.toml")
    def citation(self, program: Program) -> Citation:
        """Where the rank stands in a programme."""
        table = _tables()[program]
        return Citation(table["source"], f"{table['article']} {self.place[program]}")

    @shaped("heirs.toml")
    def receiver(self, program: Program) -> str:
        """Who receives the sums of a programme where nobody is left."""
        return self.to[program]


@shaped("heirs.toml")
def _tables() -> Mapping[Program, Mapping[str, Any]]:
    return MappingProxyType({Program(row["program"]): row for row in read_file("heirs")["table"]})


def heir_programs() -> tuple[Program, ...]:
    """The programmes whose articles name heirs in ranks."""
    return tuple(_tables())


@cache
@shaped("heirs.toml")
def heir_ranks() -> tuple[HeirRank, ...]:
    """The ranks in their order; the last one is nobody."""
    return tuple(
        HeirRank(
            id=row["id"],
            who=tuple(row.get("who", ())),
            place=_by_program(row["place"]),
            to=_by_program(row.get("to", {})),
        )
        for row in read_file("heirs")["rank"]
    )


def _by_program(texts: Mapping[str, str]) -> Mapping[Program, str]:
    return MappingProxyType({Program(name): text for name, text in texts.items()})

"""The ranks of heirs in JKK and JKM.

PP 44/2015 Pasal 37 ayat (5) and Pasal 40 ayat (2) have the same order.
"""

from __future__ import annotations

from functools import cache

from attrs import frozen

from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.law._files import read_file, shaped
from kopdes_jamsos.programs import Program


@frozen(kw_only=True)
class HeirRank:
    """One rank of heirs.

    Attributes:
        id: Stable name.
        who: The relatives that it names, as fields of a family; empty for nobody.
        place: Huruf and angka of the article.
    """

    id: str
    who: tuple[str, ...]
    place: str

    @shaped("heirs.toml")
    def citation(self, program: Program) -> Citation:
        """Where the rank stands in a programme."""
        table = read_file("heirs")
        return Citation(table["source"], f"{table['article'][program]} {self.place}")


@cache
@shaped("heirs.toml")
def heir_ranks() -> tuple[HeirRank, ...]:
    """The ranks in their order; the last one is nobody."""
    return tuple(
        HeirRank(id=row["id"], who=tuple(row.get("who", ())), place=row["place"])
        for row in read_file("heirs")["rank"]
    )

"""The revisions of the template "Data TK Baru", as `upload.toml` holds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeAlias

from attrs import field, frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import UnknownChoiceError, told
from kopdes_jamsos.law import Evidence
from kopdes_jamsos.rosters.tables import data_of

Need: TypeAlias = Literal["must", "asked", "optional", "system"]


@frozen(kw_only=True)
class UploadColumn:
    """A column of the template.

    Attributes:
        name: Heading.
        kind: "text", "date" (dd-mm-yyyy) or "amount".
        need: "must", "asked", "optional", or "system": filled by the portal.
        values: The values that are taken, or empty: any.
        text: What belongs in it, for the sheet of instructions.
        origin: Which fact of a person fills it, or None: only what is given for it does.

    Examples:
        >>> revision = kj.rosters.revisions()[2]
        >>> next(c for c in revision.columns if c.name == "STATUS_KAWIN").values
        ('Y', 'T')
    """

    name: str
    kind: str
    need: Need
    values: tuple[str, ...]
    text: str
    origin: str | None


@frozen(kw_only=True)
class Revision:
    """A revision of the template.

    Attributes:
        name: Our name of it.
        sheet: Name of the sheet that is filled.
        columns: Columns in order.
        source: Where the columns were found.
        evidence: How well they are evidenced.
        note: What is worth knowing about it.

    Examples:
        >>> [len(revision.columns) for revision in kj.rosters.revisions()]
        [50, 32, 30, 32]
    """

    name: str
    sheet: str
    columns: tuple[UploadColumn, ...] = field(repr=False)
    source: str
    evidence: Evidence
    note: str


@cache
def _read() -> Mapping[str, Revision]:
    data = data_of("upload.toml")
    columns = {
        name: UploadColumn(
            name=name,
            kind=column.get("kind", "text"),
            need=column["need"],
            values=tuple(column.get("values", ())),
            text=column.get("text", ""),
            origin=column.get("from"),
        )
        for name, column in data["column"].items()
    }
    return MappingProxyType(
        {
            name: Revision(
                name=name,
                sheet=revision["sheet"],
                columns=tuple(columns[column] for column in revision["columns"]),
                source=revision["source"],
                evidence=Evidence(revision["evidence"]),
                note=revision["note"],
            )
            for name, revision in data["revision"].items()
        }
    )


def revisions() -> tuple[Revision, ...]:
    """The known revisions of the template, the oldest first.

    Examples:
        >>> [revision.name for revision in kj.rosters.revisions()]
        ['old-50', 'middle-32', 'new-30', 'new-32']
    """
    return tuple(_read().values())


def revision_named(name: str) -> Revision:
    """The revision of a name.

    Raises:
        UnknownChoiceError: code `unknown-choice`.
    """
    found = _read().get(as_text(name) or "")
    if found is None:
        shown, kept = told(name, "revision", names=_read())
        raise UnknownChoiceError(
            f"{shown} is no revision of the template.",
            value=kept,
            remedy=f"Choose one of: {', '.join(_read())}.",
        )
    return found

"""`explain`, `replay`, `graph`, `schema`: documents in words, again, drawn, and their form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from kopdes_jamsos.documents.replaying import Replay, replay
from kopdes_jamsos.documents.schemas import json_schema
from kopdes_jamsos.documents.shapes import DocumentKind
from kopdes_jamsos.graphs.derivation import graph
from kopdes_jamsos.graphs.nodes import Graph
from kopdes_jamsos.shell.asking import Asked
from kopdes_jamsos.shell.console import Exit
from kopdes_jamsos.shell.inputs import check_operands, document, loaded_from
from kopdes_jamsos.shell.showing import put, put_data, put_document
from kopdes_jamsos.wording.language import Language


def explain_one(asked: Asked) -> Exit:
    """Write a document in words."""
    put(asked, loaded_from(document(asked)))
    return Exit.DONE


def replay_one(asked: Asked) -> Exit:
    """Write whether a result still agrees; so does the exit."""
    found = replay(document(asked))
    if asked.form == "json":
        put_data(asked, _data_of(found))
    else:
        put(asked, found)
    return Exit.DONE if found.agrees else Exit.FOUND


def _data_of(found: Replay) -> dict[str, Any]:
    return {
        "agrees": found.agrees,
        "differences": list(found.differences),
        "refusal": found.refusal,
        "changed": [
            {
                "path": each.path,
                "when": None if each.when is None else str(each.when),
                "then": each.then,
                "now": each.now,
                "source_then": each.source_then,
                "source_now": each.source_now,
            }
            for each in found.changed
        ],
        "engine": [found.engine_then, found.engine_now],
        "law": [found.law_then, found.law_now],
    }


def draw_graph(asked: Asked) -> Exit:
    """Write what a result is made of, as data or as a drawing."""
    form, found = asked.form, graph(loaded_from(document(asked)))
    if form == "json":
        put_data(asked, found.to_dict(asked.language))
    elif form in _DRAWN:
        asked.console.write(_DRAWN[form](found, asked.language).rstrip())
    else:
        put(asked, found)
    return Exit.DONE


_DRAWN: Mapping[str, Callable[[Graph, Language], str]] = {
    "mermaid": Graph.to_mermaid,
    "dot": Graph.to_graphviz,
    "svg": Graph.to_svg,
}


def show_schema(asked: Asked) -> Exit:
    """Write the schema of a kind of document, or the kinds."""
    check_operands(asked, 1)
    if asked.operand is None:
        for kind in DocumentKind:
            asked.console.write(kind.value)
    else:
        put_document(asked, json.dumps(json_schema(asked.operand), indent=2))
    return Exit.DONE

from kopdes_jamsos.documents.compacting import compact as compact
from kopdes_jamsos.documents.converter import make_converter as make_converter
from kopdes_jamsos.documents.reading import from_dict as from_dict
from kopdes_jamsos.documents.reading import from_json as from_json
from kopdes_jamsos.documents.redacting import redact as redact
from kopdes_jamsos.documents.replaying import LawDifference as LawDifference
from kopdes_jamsos.documents.replaying import Replay as Replay
from kopdes_jamsos.documents.replaying import replay as replay
from kopdes_jamsos.documents.schemas import json_schema as json_schema
from kopdes_jamsos.documents.schemas import openapi_components as openapi_components
from kopdes_jamsos.documents.shapes import DocumentKind as DocumentKind
from kopdes_jamsos.documents.writing import to_dict as to_dict
from kopdes_jamsos.documents.writing import to_json as to_json

__all__: list[str]

from kopdes_jamsos.graphs.derivation import graph as graph
from kopdes_jamsos.graphs.nodes import Edge as Edge
from kopdes_jamsos.graphs.nodes import Graph as Graph
from kopdes_jamsos.graphs.nodes import Node as Node
from kopdes_jamsos.graphs.nodes import NodeKind as NodeKind
from kopdes_jamsos.graphs.nodes import Operation as Operation

__all__: list[str]

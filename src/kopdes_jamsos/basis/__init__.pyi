"""What a figure rests on, and how a result states it."""

from kopdes_jamsos.basis.grounds import NO_BASIS as NO_BASIS
from kopdes_jamsos.basis.grounds import Basis as Basis
from kopdes_jamsos.basis.grounds import Grounded as Grounded
from kopdes_jamsos.basis.grounds import LookUp as LookUp
from kopdes_jamsos.basis.grounds import Origin as Origin
from kopdes_jamsos.basis.statements import Displayed as Displayed
from kopdes_jamsos.basis.statements import Explained as Explained
from kopdes_jamsos.basis.statements import Note as Note
from kopdes_jamsos.basis.statements import Row as Row
from kopdes_jamsos.basis.statements import Statement as Statement
from kopdes_jamsos.basis.tables import Code as Code
from kopdes_jamsos.basis.tables import Column as Column
from kopdes_jamsos.basis.tables import Table as Table
from kopdes_jamsos.basis.tables import Tabular as Tabular
from kopdes_jamsos.basis.tables import Worded as Worded
from kopdes_jamsos.basis.tables import Year as Year

from kopdes_jamsos.basis.sources import Citation as Citation
from kopdes_jamsos.basis.sources import Evidence as Evidence
from kopdes_jamsos.law.book import LAW as LAW
from kopdes_jamsos.law.book import LawBook as LawBook
from kopdes_jamsos.law.disability import DisabilityRow as DisabilityRow
from kopdes_jamsos.law.disability import disability_table as disability_table
from kopdes_jamsos.law.instruments import Convention as Convention
from kopdes_jamsos.law.instruments import Instrument as Instrument
from kopdes_jamsos.law.reliefs import Relief as Relief
from kopdes_jamsos.law.risk import RiskClassAnswer as RiskClassAnswer
from kopdes_jamsos.law.risk import RiskClassEntry as RiskClassEntry
from kopdes_jamsos.law.risk import risk_class_for as risk_class_for
from kopdes_jamsos.law.tariff import Levy as Levy
from kopdes_jamsos.law.values import Confirmation as Confirmation
from kopdes_jamsos.law.values import DatedValue as DatedValue
from kopdes_jamsos.law.values import Series as Series

__all__: list[str]

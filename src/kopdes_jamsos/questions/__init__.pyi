from kopdes_jamsos.questions.axes import Along as Along
from kopdes_jamsos.questions.axes import Place as Place
from kopdes_jamsos.questions.differences import Difference as Difference
from kopdes_jamsos.questions.differences import Mistake as Mistake
from kopdes_jamsos.questions.differences import reconcile_contribution as reconcile_contribution
from kopdes_jamsos.questions.figures import Benefit as Benefit
from kopdes_jamsos.questions.figures import Contribution as Contribution
from kopdes_jamsos.questions.figures import TakeHome as TakeHome
from kopdes_jamsos.questions.influence import Effect as Effect
from kopdes_jamsos.questions.influence import Influence as Influence
from kopdes_jamsos.questions.influence import Sensitivity as Sensitivity
from kopdes_jamsos.questions.influence import sensitivity as sensitivity
from kopdes_jamsos.questions.outlays import Figure as Figure
from kopdes_jamsos.questions.outlays import Outlay as Outlay
from kopdes_jamsos.questions.outlays import Share as Share
from kopdes_jamsos.questions.readings import Stepped as Stepped
from kopdes_jamsos.questions.solving import Answer as Answer
from kopdes_jamsos.questions.solving import Solution as Solution
from kopdes_jamsos.questions.solving import solve as solve
from kopdes_jamsos.questions.stepping import Slope as Slope
from kopdes_jamsos.questions.stepping import Step as Step
from kopdes_jamsos.questions.stepping import Steps as Steps
from kopdes_jamsos.questions.stepping import steps as steps

__all__: list[str]

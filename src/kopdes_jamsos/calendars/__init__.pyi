from kopdes_jamsos.calendars.agenda import DateEntry as DateEntry
from kopdes_jamsos.calendars.agenda import DateKind as DateKind
from kopdes_jamsos.calendars.agenda import Dates as Dates
from kopdes_jamsos.calendars.agenda import dates as dates
from kopdes_jamsos.calendars.files import to_icalendar as to_icalendar
from kopdes_jamsos.calendars.files import write_icalendar as write_icalendar

__all__: list[str]

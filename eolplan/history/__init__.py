"""What happened to a plan and what it said before: timeline, differences, old versions.

Pure readings of one record, each under the words in which things were asked then.
"""

from eolplan.history.answers import Given as Given
from eolplan.history.answers import answers as answers
from eolplan.history.answers import checked_on as checked_on
from eolplan.history.answers import given_of as given_of
from eolplan.history.answers import is_erased as is_erased
from eolplan.history.answers import keys_of as keys_of
from eolplan.history.checked import days_of_talks as days_of_talks
from eolplan.history.checked import last_checked as last_checked
from eolplan.history.differ import Difference as Difference
from eolplan.history.differ import differences as differences
from eolplan.history.inside import Found as Found
from eolplan.history.inside import find as find
from eolplan.history.lost import lost_words as lost_words
from eolplan.history.plan_then import Chapter as Chapter
from eolplan.history.plan_then import Told as Told
from eolplan.history.plan_then import plan_at as plan_at
from eolplan.history.then import Wordings as Wordings
from eolplan.history.things import Thing as Thing
from eolplan.history.things import thing_of as thing_of
from eolplan.history.timeline import Event as Event
from eolplan.history.timeline import Handed as Handed
from eolplan.history.timeline import before_and_after as before_and_after
from eolplan.history.timeline import timeline as timeline

"""The directory of local services: what the team can point people to, and how old that is.

A service is plain text. It stands on no plan until somebody chooses it there, and
then its name and number are copied, so that a plan says what was meant on its day.
"""

from eolplan.directory.service import LONGEST as LONGEST
from eolplan.directory.service import Service as Service
from eolplan.directory.service import age_words as age_words
from eolplan.directory.service import new_id as new_id
from eolplan.directory.service import plain as plain
from eolplan.directory.service import service_problems as service_problems
from eolplan.directory.service import sorted_by_name as sorted_by_name
from eolplan.directory.table import NotAList as NotAList
from eolplan.directory.table import Report as Report
from eolplan.directory.table import Row as Row
from eolplan.directory.table import read_services as read_services
from eolplan.directory.table import table_of as table_of

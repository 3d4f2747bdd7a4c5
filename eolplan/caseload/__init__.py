"""Find people, add them, and see whom to talk to next."""

from eolplan.caseload.line import LATELY as LATELY
from eolplan.caseload.line import RECENT as RECENT
from eolplan.caseload.line import SOON as SOON
from eolplan.caseload.line import Filter as Filter
from eolplan.caseload.line import row as row
from eolplan.caseload.mine import MyPeople as MyPeople
from eolplan.caseload.newcomer import Newcomer as Newcomer
from eolplan.caseload.newcomer import folded as folded
from eolplan.caseload.newcomer import introduce as introduce
from eolplan.caseload.people import MADE_UP as MADE_UP
from eolplan.caseload.people import Caseload as Caseload
from eolplan.vault import CaseloadRow as CaseloadRow
from eolplan.vault import Place as Place

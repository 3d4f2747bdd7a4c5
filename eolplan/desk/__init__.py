"""What a signed-in member of staff has in front of them: people, talks, copies, colleagues."""

from eolplan.desk.at_work import HELP_CALL as HELP_CALL
from eolplan.desk.at_work import IDLE_MINUTES as IDLE_MINUTES
from eolplan.desk.at_work import Desk as Desk
from eolplan.desk.at_work import NotAnAnchor as NotAnAnchor
from eolplan.desk.at_work import NothingSigned as NothingSigned
from eolplan.desk.directory import Directory as Directory
from eolplan.desk.erasing import Erasing as Erasing
from eolplan.desk.files import CopyNotSaved as CopyNotSaved
from eolplan.desk.files import write_whole as write_whole
from eolplan.desk.guides import guide_for as guide_for
from eolplan.desk.guides import guide_of as guide_of
from eolplan.desk.local import LocalGuide as LocalGuide
from eolplan.desk.local import PhraseVersion as PhraseVersion
from eolplan.desk.local import TopicVersion as TopicVersion
from eolplan.desk.local import WordsRefused as WordsRefused
from eolplan.desk.past import Past as Past
from eolplan.desk.team import KeyNotRead as KeyNotRead
from eolplan.desk.team import Removal as Removal
from eolplan.desk.team import Team as Team
from eolplan.vault.colleagues import Change as Change
from eolplan.vault.place import synced_by as synced_by

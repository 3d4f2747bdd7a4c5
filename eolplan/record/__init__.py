"""The record: an append-only log of what was said, and pure readings of it.

An entry is immutable and its digest is its identity. A change is a new entry
that names what its page showed; history, undo, conflict, copy and merge are
readings of the same log. No clock decides what is current.
"""

from eolplan.record import codes as codes
from eolplan.record.answer import Answer as Answer
from eolplan.record.answer import Author as Author
from eolplan.record.answer import Standing as Standing
from eolplan.record.arrival import Received as Received
from eolplan.record.arrival import receive as receive
from eolplan.record.body import new_salt as new_salt
from eolplan.record.body import utc as utc
from eolplan.record.canonical import Value as Value
from eolplan.record.canonical import canonical as canonical
from eolplan.record.canonical import cleaned as cleaned
from eolplan.record.differences import Change as Change
from eolplan.record.differences import changes as changes
from eolplan.record.entry import Entry as Entry
from eolplan.record.entry import Husk as Husk
from eolplan.record.erasure import Erased as Erased
from eolplan.record.erasure import erase as erase
from eolplan.record.erasure import same_words as same_words
from eolplan.record.log import Log as Log
from eolplan.record.marks import awaits_confirmation as awaits_confirmation
from eolplan.record.marks import in_error as in_error
from eolplan.record.marks import to_confirm as to_confirm
from eolplan.record.parcel import Parcel as Parcel
from eolplan.record.parcel import mask as mask
from eolplan.record.parcel import references as references
from eolplan.record.pen import Pen as Pen
from eolplan.record.persons import joined as joined
from eolplan.record.persons import log_of as log_of
from eolplan.record.persons import made_while_joined as made_while_joined
from eolplan.record.persons import parted_from as parted_from
from eolplan.record.persons import to_place as to_place
from eolplan.record.reading import Reading as Reading
from eolplan.record.reading import State as State
from eolplan.record.reasons import REASON_OF as REASON_OF
from eolplan.record.reasons import is_of_another as is_of_another
from eolplan.record.reasons import said_of as said_of
from eolplan.record.refusals import EntryAltered as EntryAltered
from eolplan.record.refusals import EntryUnreadable as EntryUnreadable
from eolplan.record.refusals import HistoryElsewhere as HistoryElsewhere
from eolplan.record.refusals import LinksDisagree as LinksDisagree
from eolplan.record.refusals import NoLongerCurrent as NoLongerCurrent
from eolplan.record.refusals import NothingToSign as NothingToSign
from eolplan.record.refusals import NothingToUndo as NothingToUndo
from eolplan.record.refusals import Refused as Refused
from eolplan.record.refusals import WrongPerson as WrongPerson
from eolplan.record.steps import is_about_another as is_about_another
from eolplan.record.steps import stands_for as stands_for
from eolplan.record.unread import Unread as Unread
from eolplan.record.unread import newest_is_unread as newest_is_unread
from eolplan.record.version import Version as Version
from eolplan.record.version import next_number as next_number
from eolplan.record.version import sign as sign
from eolplan.record.views import dated as dated
from eolplan.record.views import is_of_paper as is_of_paper
from eolplan.record.views import is_view as is_view
from eolplan.record.views import paper_view as paper_view
from eolplan.record.views import view_of as view_of
from eolplan.record.views import viewer as viewer
from eolplan.record.views import views as views

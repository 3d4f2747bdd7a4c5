"""One widget per kind of question. Fields hold answers and know no record.

A page makes them with ``field_for(question, Around(names, guide.question), self)``.
"""

from ui.fields.base import Around, Field, Known
from ui.fields.chosen import (
    ChoiceField,
    ChoicesField,
    ContactField,
    RankedPlacesField,
    ScaleField,
    TreatmentField,
    YesNoField,
)
from ui.fields.grouped import FIELDS, GroupField, RepeatField, field_for
from ui.fields.pointing import MemberField, ServiceField
from ui.fields.written import (
    DateField,
    LineField,
    LinesField,
    MoneyField,
    NumberField,
    PaperField,
    PhonesField,
    StatementField,
    TextField,
)

__all__ = [
    "FIELDS",
    "Around",
    "ChoiceField",
    "ChoicesField",
    "ContactField",
    "DateField",
    "Field",
    "GroupField",
    "Known",
    "LineField",
    "LinesField",
    "MemberField",
    "MoneyField",
    "NumberField",
    "PaperField",
    "PhonesField",
    "RankedPlacesField",
    "RepeatField",
    "ScaleField",
    "ServiceField",
    "StatementField",
    "TextField",
    "TreatmentField",
    "YesNoField",
    "field_for",
]

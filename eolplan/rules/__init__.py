"""What is worth a second look in a plan: one pure function over closed families of rules.

``check(log, guide, today=..., nation=...)`` returns ``Finding``s; ``BUILT`` are the ids of
the catalogue that exist here. Each family is a file with a tuple ``RULES``.
"""

from eolplan.rules.around import Around as Around
from eolplan.rules.around import Handed as Handed
from eolplan.rules.catalogue import BUILT as BUILT
from eolplan.rules.catalogue import RULES as RULES
from eolplan.rules.catalogue import answerable as answerable
from eolplan.rules.catalogue import check as check
from eolplan.rules.catalogue import printed as printed
from eolplan.rules.finding import Finding as Finding
from eolplan.rules.finding import Rule as Rule
from eolplan.rules.finding import Severity as Severity
from eolplan.rules.kept import KEPT as KEPT
from eolplan.rules.plan import Plan as Plan

"""Whose news an agreement is, where a text names one party beside it and tells of the other before."""

from collections.abc import Collection

from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.reading import Reading


def whose_news(reading: Reading, thread: Thread, known: Collection[str]) -> list[str]:
    """Return the one organisation told before an act of signing, in its sentence or the one before:
    "Делегация во главе с ректором X посетила Москву, где подписала договор с Y".

    Arguments:
        known: the referents that are parties by the words of the agreement.
    """
    report = next((r for r in thread.reports if r.act is not None and not r.heading), None)
    if report is None or report.act is None:
        return []
    first = reading.analysis.sentences[max(0, report.sentence - 1)].first
    near = reading.mentions_in(first, report.act[0])
    told = {id for m in near if m.type == "organisation" for id in m.referents}
    return sorted(told - set(known)) if len(told) == 1 else []

"""Search the known mistakes for those behind the failures of one verdict.

Single mistakes come first, then signs, then two mistakes at once. In the end a mistake must agree
with every failure in which it would show: what explains one of them by chance does not. The
search is bounded by a number of evaluations, not by time, so that the same work is told the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from autograder.misconceptions import generic
from autograder.misconceptions.trial import NEAR, Mistakes, Trial

PAIR_BUDGET = 200
"""Evaluations, in units of a small one, that the search for two mistakes at once may take."""
SINGLES_BUDGET = 240
"""Evaluations that searches for a single mistake may take without a result: when they are used
up, only what explains another failure is tried."""
LARGE = 5000
"""Where there is a smaller one, a call with more numbers than this only decides between the
mistakes that explain that."""

Found = dict[int, Mistakes]


def search(trials: Mapping[int, Trial], named: bool) -> Found:
    """Return the mistakes behind each failure for which they are known.

    Parameters
    ----------
    trials : the failures of one verdict, by number.
    named : whether the check itself has named a mistake already.
    """
    # The cheapest call first: what explains it is likely to explain the others.
    order = sorted(trials, key=lambda number: (trials[number].cost, number))
    found, unclear = _singles(order, trials)
    _settle(unclear, found)
    rest = [number for number in order if number not in found and number not in unclear]
    found |= _signs({n: trials[n] for n in rest}, named or len(rest) < len(trials))
    _add_pairs([number for number in rest if number not in found], trials, found)
    _spread_pairs([number for number in order if number not in found], trials, found)
    return _coherent(trials, found)


def _singles(
    order: Sequence[int], trials: Mapping[int, Trial]
) -> tuple[Found, dict[int, list[Mistakes]]]:
    """Return the failures that one single mistake explains, and those that several do."""
    found: Found = {}
    unclear: dict[int, list[Mistakes]] = {}
    searched: list[Trial] = []
    spent = 0.0
    for number in order:
        trial = trials[number]
        # What explains an earlier failure goes first, even where it is not the only one that does.
        fits = _known_before(trial, found.values())
        fits = fits or _known_before(trial, itertools.chain.from_iterable(unclear.values()))
        is_only_to_decide = trial.size > LARGE and number != order[0]
        if not fits and _is_computable(trial) and not is_only_to_decide and spent < SINGLES_BUDGET:
            # What is known of this function goes before what may happen in any.
            fits = _fitting_own(trial, searched)
            fits = fits or trial.fitting((name,) for name in generic.CHANGES)
            searched.append(trial)
            spent += 0 if fits else trial.spent
        if len(fits) == 1:
            found[number] = fits[0]
        elif fits:
            unclear[number] = fits
    return found | _found_late(order, trials, {*found, *unclear}, found), unclear


def _found_late(
    order: Sequence[int], trials: Mapping[int, Trial], done: Collection[int], found: Found
) -> Found:
    """Return the failures that are explained by what was found only after them."""
    rest = [number for number in order if number not in done]
    fits = {number: _known_before(trials[number], found.values()) for number in rest}
    return {number: fits[number][0] for number in rest if len(fits[number]) == 1}


def _fitting_own(trial: Trial, searched: Sequence[Trial]) -> list[Mistakes]:
    """Return the mistakes of this very function that explain a failure.

    Those that a failure speaks against that was `searched` before are not tried.
    """
    names = [
        name
        for name in trial.flawed.computed
        if name not in trial.passed_over
        and not any(_refutes(before, name) for before in searched if before.flawed is trial.flawed)
    ]
    return trial.fitting((name,) for name in names)


def _refutes(trial: Trial, name: str) -> bool:
    """Tell whether a failure speaks against a mistake: one in company shows in another way."""
    return name in trial.flawed.alone and _speaks_against(trial, (), (name,), name)


def _known_before(trial: Trial, found: Iterable[Mistakes]) -> list[Mistakes]:
    """Return what was found in other failures and explains this one as well."""
    return trial.fitting(dict.fromkeys(found)) if _is_computable(trial) else []


def _is_computable(trial: Trial) -> bool:
    error = trial.evidence.error
    return error is None or error.kind == "raised"


def _settle(unclear: dict[int, list[Mistakes]], found: Found) -> None:
    """Choose, among mistakes that fit one failure alike, the one that fits the most failures."""
    votes = [*found.values(), *itertools.chain.from_iterable(unclear.values())]
    for number, fits in unclear.items():
        most = max(map(votes.count, fits))
        best = [each for each in fits if votes.count(each) == most]
        if len(best) == 1:
            found[number] = best[0]


def _signs(trials: Mapping[int, Trial], named: bool) -> Found:
    """Return the mistakes that show by a sign.

    An error tells enough by itself. Another sign counts where all failures show it and nothing
    else is known: else it may be what some other mistake brings about.
    """
    signs = {number: name for number, trial in trials.items() if (name := _sign(trial))}
    agree = not named and len(signs) == len(trials) and len(set(signs.values())) == 1
    return {
        number: (name,)
        for number, name in signs.items()
        if agree or trials[number].evidence.error or not generic.SENTENCES.get(name, name)
    }


def _sign(trial: Trial) -> str:
    evidence = trial.evidence
    own = (name for name, shows in trial.flawed.signs.items() if shows(evidence))
    if evidence.error is None and generic.is_copied(evidence, trial.flawed.visible):
        return generic.COPIED_ANSWER
    general = (name for name, shows in generic.SIGNS.items() if shows(evidence))
    return next(itertools.chain(own, general), "")


def _add_pairs(numbers: Sequence[int], trials: Mapping[int, Trial], found: Found) -> None:
    """Look for the one pair of mistakes that explains the first telling failure."""
    telling = [n for n in numbers if _tells_much(trials[n]) and trials[n].size <= LARGE]
    if telling:
        first, *others = telling
        fits = trials[first].fitting(_pairs(trials[first]))
        fits = _agreeing(fits, [trials[number] for number in others])
        if len(fits) == 1:
            found[first] = fits[0]


def _spread_pairs(numbers: Sequence[int], trials: Mapping[int, Trial], found: Found) -> None:
    """Try the pairs that were found on the failures that are left."""
    for number in numbers:
        pairs = [mistakes for mistakes in found.values() if len(mistakes) == 2]
        fits = _known_before(trials[number], pairs)
        if fits:
            found[number] = fits[0]


def _agreeing(fits: list[Mistakes], others: list[Trial]) -> list[Mistakes]:
    """Leave, of several pairs, those that explain every other failure that one of them does."""
    for other in others if len(fits) > 1 else ():
        fits = other.fitting(fits) or fits
    return fits


def _pairs(trial: Trial) -> Iterator[Mistakes]:
    """Yield pairs of mistakes that both show, until the budget is spent."""
    names = [
        name
        for name in trial.flawed.computed
        if name not in trial.flawed.alone and trial.changes_something(name)
    ]
    changes = [name for name in generic.CHANGES if trial.changes_something(name)]
    start = trial.spent
    for one, other in itertools.chain(
        (pair for pair in itertools.combinations(names, 2) if trial.combines(*pair)),
        itertools.product(names, changes),
    ):
        if trial.spent - start > PAIR_BUDGET:
            return
        yield one, other


def _tells_much(trial: Trial) -> bool:
    """Tell whether a result is more than zeros and ones, which two mistakes may give by chance."""
    evidence = trial.evidence
    numbers = {float(number) for array in _arrays(evidence.value) for number in array.flat[:20]}
    return evidence.error is None and any(
        np.isfinite(number) and number not in (0, 1, -1) for number in numbers
    )


def _arrays(value: object) -> Iterator[np.ndarray]:
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _arrays(item)
    elif isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind in "fiu"):
        yield np.asarray(value)


def _coherent(trials: Mapping[int, Trial], found: Found) -> Found:
    """Leave out mistakes that another failure, in which they would show, speaks against."""
    while True:
        kept = {
            number: mistakes
            for number, mistakes in found.items()
            if not any(
                _speaks_against(trials[other], found.get(other, ()), mistakes, name)
                for name in mistakes
                for other in trials
                if trials[other].flawed.name == trials[number].flawed.name
            )
        }
        if len(kept) == len(found):
            return kept
        found = kept


def _speaks_against(trial: Trial, explained: Mistakes, mistakes: Mistakes, name: str) -> bool:
    """Tell whether a failure would be another one if the named of the mistakes had been made."""
    if name in explained or name in trial.passed_over or not _is_computable(trial):
        return False
    if trial.gap(mistakes) <= NEAR:
        return False
    if trial.evidence.error and trial.outcome((name,)).error:
        return False
    return trial.departure((name,)) > NEAR

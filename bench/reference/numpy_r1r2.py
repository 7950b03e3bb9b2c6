"""R1 and R2 in vectorised numpy. Usage: numpy_r1r2.py [PEOPLE [ROUNDS]]"""
import numpy as np

from workloads import *


def outcome(drawn, job, clarified, pension):
    """The state after a week on benefit, by cumulative chances."""
    return np.where(drawn < job, 1, np.where(drawn < clarified, 2, np.where(drawn < pension, 3, 0)))


def r1(people, seed):
    """Everyone is looked at every week."""
    rng = np.random.default_rng(seed)
    group, weeks = initial(people)
    state = np.zeros(people, np.int8)
    job, clarified, pension = JOB[group], CLARIFIED[group], PENSION[group]
    heads = np.empty((WEEKS, 4), np.int64)
    for week in range(WEEKS):
        drawn, fall = rng.random(people), FALL[weeks]
        p1 = job * fall
        p2 = p1 + clarified * fall
        p3 = p2 + pension * fall
        on_benefit, back = state == 0, (state == 1) & (drawn < JOB_ENDS)
        after = np.where(on_benefit, outcome(drawn, p1, p2, p3), state)
        state = np.where(back, 0, after).astype(np.int8)
        weeks = np.where(back, 0, weeks + on_benefit)
        heads[week] = np.bincount(state, minlength=4)
    return heads


def r1_at_risk(people, seed):
    """Only those to whom something can happen are looked at."""
    rng = np.random.default_rng(seed)
    group, weeks = initial(people)
    begun = -weeks
    total = JOB + CLARIFIED + PENSION
    to_job, to_clarified = JOB / total, (JOB + CLARIFIED) / total
    on_benefit, in_job = np.arange(people), np.empty(0, np.int64)
    now = np.array([people, 0, 0, 0])
    heads = np.empty((WEEKS, 4), np.int64)
    for week in range(WEEKS):
        hit = rng.random(on_benefit.size) < total[group[on_benefit]] * FALL[week - begun[on_benefit]]
        back = rng.random(in_job.size) < JOB_ENDS
        leaving, returning = on_benefit[hit], in_job[back]
        drawn = rng.random(leaving.size)
        to = outcome(drawn, to_job[group[leaving]], to_clarified[group[leaving]], 1.0)
        begun[returning] = week + 1
        on_benefit = np.concatenate((on_benefit[~hit], returning))
        in_job = np.concatenate((in_job[~back], leaving[to == 1]))
        entered = np.bincount(to, minlength=4)
        now = now + entered + [returning.size - leaving.size, -returning.size, 0, 0]
        heads[week] = now
    return heads


def r2(people, seed, meetings):
    """A queue for each caseworker, first come first served, within a week by number."""
    rng = np.random.default_rng(seed)
    group, weeks = initial(people)
    state = np.zeros(people, np.int8)
    caseworker = np.arange(people) // CLIENTS_EACH
    asked = np.full(people, -1)  # week of the open request; -1: none
    job, clarified, pension = JOB[group], CLARIFIED[group], PENSION[group]
    for week in range(WEEKS):
        on_benefit = state == 0
        asked[(asked < 0) & on_benefit & (rng.random(people) < ASKS)] = week
        queue = np.flatnonzero(asked >= 0)
        queue = queue[np.lexsort((queue, asked[queue], caseworker[queue]))]
        of = caseworker[queue]
        served = queue[np.arange(queue.size) - np.searchsorted(of, of) < meetings]
        asked[served] = -1
        met = np.ones(people)
        met[served] = 2.0
        drawn, fall = rng.random(people), FALL[weeks]
        p1 = job * fall
        p2 = p1 + met * clarified * fall
        p3 = p2 + pension * fall
        after = outcome(drawn, p1, p2, p3)
        back = (state == 1) & (drawn < JOB_ENDS)
        asked[on_benefit & (after > 0)] = -1
        state = np.where(back, 0, np.where(on_benefit, after, state)).astype(np.int8)
        weeks = np.where(back, 0, weeks + on_benefit)


def main():
    people, rounds = arguments()
    tool = "numpy " + np.__version__
    report(tool, "R1", people, rounds, lambda k: r1(people, k))
    report(tool + " at risk", "R1", people, rounds, lambda k: r1_at_risk(people, k))
    for meetings in (12, 5):
        report(tool, f"R2 cap {meetings}", people, rounds, lambda k: r2(people, k, meetings))


main()

"""R1 and R2 in vectorised numpy. Usage: numpy_workloads.py [PEOPLE [ROUNDS]]"""

import numpy as np

from common import (ASKS, CLARIFIED, CLIENTS_EACH, FALL, JOB, JOB_ENDS, PENSION, WEEKS, arguments,
                    initial, report, timed)


def r1(people, seed):
    """Everyone is drawn for every week."""
    rng = np.random.default_rng(seed)
    group, weeks = initial(people)
    state = np.zeros(people, np.int8)
    job, clarified, pension = (c[group] for c in (JOB, CLARIFIED, PENSION))
    heads = np.empty((WEEKS, 4), np.int64)
    for week in range(WEEKS):
        u, fall = rng.random(people), FALL[weeks]
        a = job * fall
        b = a + clarified * fall
        c = b + pension * fall
        benefit = state == 0
        back = (state == 1) & (u < JOB_ENDS)
        new = np.where(u < a, 1, np.where(u < b, 2, np.where(u < c, 3, 0))).astype(np.int8)
        state = np.where(benefit, new, np.where(back, np.int8(0), state))
        weeks = np.where(back, 0, np.where(benefit, weeks + 1, weeks))
        heads[week] = np.bincount(state, minlength=4)
    return heads


def r1_at_risk(people, seed):
    """Only those to whom something can happen are drawn."""
    rng = np.random.default_rng(seed)
    group, weeks = initial(people)
    begun = -weeks
    total = JOB + CLARIFIED + PENSION
    to_job, to_clarified = JOB / total, (JOB + CLARIFIED) / total
    heads = np.empty((WEEKS, 4), np.int64)
    benefit, job = np.arange(people), np.empty(0, np.int64)
    now = np.array([people, 0, 0, 0])
    for week in range(WEEKS):
        hit = rng.random(benefit.size) < total[group[benefit]] * FALL[week - begun[benefit]]
        back = rng.random(job.size) < JOB_ENDS
        leavers, returned = benefit[hit], job[back]
        v = rng.random(leavers.size)
        to = np.where(v < to_job[group[leavers]], 1, np.where(v < to_clarified[group[leavers]], 2, 3))
        begun[returned] = week + 1
        benefit = np.concatenate((benefit[~hit], returned))
        job = np.concatenate((job[~back], leavers[to == 1]))
        now = now + np.array([returned.size - leavers.size, (to == 1).sum() - returned.size,
                              (to == 2).sum(), (to == 3).sum()])
        heads[week] = now
    return heads


def r2(people, seed, meetings):
    """Queues by sorting those who wait by caseworker, week of asking and number."""
    rng = np.random.default_rng(seed)
    group, weeks = initial(people)
    state = np.zeros(people, np.int8)
    caseworker = np.arange(people) // CLIENTS_EACH
    job, clarified, pension = JOB[group], CLARIFIED[group], PENSION[group]
    asked = np.full(people, -1)
    held = 0
    heads = np.empty((WEEKS, 4), np.int64)
    for week in range(WEEKS):
        benefit = state == 0
        asked[(asked < 0) & benefit & (rng.random(people) < ASKS)] = week
        queue = np.flatnonzero(asked >= 0)
        queue = queue[np.lexsort((queue, asked[queue], caseworker[queue]))]
        first = np.searchsorted(caseworker[queue], caseworker[queue], side="left")
        served = queue[np.arange(queue.size) - first < meetings]
        asked[served] = -1
        held += served.size
        factor = np.ones(people)
        factor[served] = 2.0
        u, fall = rng.random(people), FALL[weeks]
        a = job * fall
        b = a + factor * clarified * fall
        c = b + pension * fall
        new = np.where(u < a, 1, np.where(u < b, 2, np.where(u < c, 3, 0))).astype(np.int8)
        back = (state == 1) & (u < JOB_ENDS)
        asked[benefit & (new > 0)] = -1
        state = np.where(benefit, new, np.where(back, np.int8(0), state))
        weeks = np.where(back, 0, np.where(benefit, weeks + 1, weeks))
        heads[week] = np.bincount(state, minlength=4)
    return heads, held, int((asked >= 0).sum())


def main():
    people, rounds = arguments()
    tool = "numpy " + np.__version__
    for name, run in (("R1", r1), ("R1, at risk", r1_at_risk)):
        seconds, heads = timed(lambda k, run=run: run(people, k), rounds)
        report(tool, name, people, seconds, heads)
    for meetings in (12, 5):
        seconds, (heads, held, queue) = timed(lambda k, m=meetings: r2(people, k, m), rounds)
        report(tool, f"R2, {meetings} meetings", people, seconds, end=heads[-1].tolist(),
               meetings=int(held), queue=queue)


if __name__ == "__main__":
    main()

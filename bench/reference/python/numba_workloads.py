"""R1 and R2 in numba, one person or caseworker after the other.
Usage: numba_workloads.py [PEOPLE [ROUNDS]]"""

import numba as nb
import numpy as np

from common import (ASKS, CLARIFIED, CLIENTS_EACH, FALL, JOB, JOB_ENDS, LONGEST_START, PENSION,
                    WEEKS, arguments, report, timed)


@nb.njit(fastmath=True)
def outcome(group, weeks, factor, u):
    """Where one on benefit goes, by one uniform number."""
    a = JOB[group] * FALL[weeks]
    b = a + factor * CLARIFIED[group] * FALL[weeks]
    if u < a:
        return 1
    if u < b:
        return 2
    return 3 if u < b + PENSION[group] * FALL[weeks] else 0


@nb.njit(fastmath=True)
def heads_of(change, people):
    heads = np.zeros((WEEKS, 4), np.int64)
    now = np.zeros(4, np.int64)
    now[0] = people
    for week in range(WEEKS):
        for s in range(4):
            now[s] += change[week, s]
            heads[week, s] = now[s]
    return heads


@nb.njit(fastmath=True)
def r1(people, seed):
    np.random.seed(seed)
    change = np.zeros((WEEKS, 4), np.int64)
    for i in range(people):
        weeks, state = (i // 3) % LONGEST_START, 0
        for week in range(WEEKS):
            if state == 0:
                state = outcome(i % 3, weeks, 1.0, np.random.random())
                weeks += 1
                if state != 0:
                    change[week, 0] -= 1
                    change[week, state] += 1
                    if state > 1:
                        break
            elif np.random.random() < JOB_ENDS:
                state, weeks = 0, 0
                change[week, 1] -= 1
                change[week, 0] += 1
    return heads_of(change, people)


@nb.njit(fastmath=True)
def r2(people, seed, meetings):
    np.random.seed(seed)
    change = np.zeros((WEEKS, 4), np.int64)
    held = left = 0
    for first in range(0, people, CLIENTS_EACH):
        clients = min(CLIENTS_EACH, people - first)
        state = np.zeros(CLIENTS_EACH, np.int8)
        weeks = (first + np.arange(CLIENTS_EACH)) // 3 % LONGEST_START
        waits = np.zeros(CLIENTS_EACH, np.bool_)
        queue = np.zeros(CLIENTS_EACH, np.int64)
        length = 0
        for week in range(WEEKS):
            met = np.zeros(CLIENTS_EACH, np.bool_)
            for k in range(clients):
                if state[k] == 0 and not waits[k] and np.random.random() < ASKS:
                    waits[k] = True
                    queue[length] = k
                    length += 1
            seen = min(length, meetings)
            for j in range(seen):
                met[queue[j]] = True
                waits[queue[j]] = False
            for j in range(seen, length):
                queue[j - seen] = queue[j]
            length -= seen
            held += seen
            for k in range(clients):
                if state[k] == 0:
                    factor = 2.0 if met[k] else 1.0
                    state[k] = outcome((first + k) % 3, weeks[k], factor, np.random.random())
                    weeks[k] += 1
                    if state[k] != 0:
                        change[week, 0] -= 1
                        change[week, state[k]] += 1
                        if waits[k]:
                            waits[k] = False
                            j = 0
                            while queue[j] != k:
                                j += 1
                            for z in range(j + 1, length):
                                queue[z - 1] = queue[z]
                            length -= 1
                elif state[k] == 1 and np.random.random() < JOB_ENDS:
                    state[k], weeks[k] = 0, 0
                    change[week, 1] -= 1
                    change[week, 0] += 1
        left += length
    return heads_of(change, people), held, left


def main():
    people, rounds = arguments()
    tool = "numba " + nb.__version__
    r1(1000, 0)  # compiled before it is timed
    r2(1000, 0, 12)
    seconds, heads = timed(lambda k: r1(people, k), rounds)
    report(tool, "R1", people, seconds, heads)
    for meetings in (12, 5):
        seconds, (heads, held, queue) = timed(lambda k, m=meetings: r2(people, k, m), rounds)
        report(tool, f"R2, {meetings} meetings", people, seconds, end=heads[-1].tolist(),
               meetings=int(held), queue=int(queue))


if __name__ == "__main__":
    main()

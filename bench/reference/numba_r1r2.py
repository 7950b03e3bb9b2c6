"""R1 and R2 in numba, person by person, on one thread. Usage: numba_r1r2.py [PEOPLE [ROUNDS]]"""
import numba
import numpy as np

from workloads import *


@numba.njit(fastmath=True)
def weekly_outcome(group, weeks, factor):
    """0 to stay on benefit, else the state that follows."""
    drawn, fall = np.random.random(), FALL[weeks]
    p1 = JOB[group] * fall
    p2 = p1 + factor * CLARIFIED[group] * fall
    if drawn >= p2 + PENSION[group] * fall:
        return 0
    return 1 if drawn < p1 else (2 if drawn < p2 else 3)


@numba.njit(fastmath=True)
def heads_of(moves, people):
    heads = np.zeros((WEEKS, 4), np.int64)
    now = np.zeros(4, np.int64)
    now[0] = people
    for week in range(WEEKS):
        now += moves[week]
        heads[week] = now
    return heads


@numba.njit(fastmath=True)
def r1(people, seed):
    np.random.seed(seed)
    moves = np.zeros((WEEKS, 4), np.int64)
    for i in range(people):
        group, weeks, state = i % 3, i // 3 % LONGEST_START, 0
        for week in range(WEEKS):
            if state == 0:
                to = weekly_outcome(group, weeks, 1.0)
                if to == 0:
                    weeks += 1
                    continue
                moves[week, 0] -= 1
                moves[week, to] += 1
                state = to
                if to > 1:
                    break
            elif np.random.random() < JOB_ENDS:
                state, weeks = 0, 0
                moves[week, 1] -= 1
                moves[week, 0] += 1
    return heads_of(moves, people)


@numba.njit(fastmath=True)
def without(queue, length, client):
    """Takes a client out of a queue; returns its new length."""
    place = 0
    while queue[place] != client:
        place += 1
    for k in range(place + 1, length):
        queue[k - 1] = queue[k]
    return length - 1


@numba.njit(fastmath=True)
def r2(people, seed, meetings):
    """Returns head counts by week, so that nothing of the work can be left out."""
    np.random.seed(seed)
    moves = np.zeros((WEEKS, 4), np.int64)
    for first in range(0, people, CLIENTS_EACH):
        size = min(CLIENTS_EACH, people - first)
        state = np.zeros(CLIENTS_EACH, np.int8)
        weeks = np.zeros(CLIENTS_EACH, np.int64)
        waiting = np.zeros(CLIENTS_EACH, np.bool_)
        met = np.zeros(CLIENTS_EACH, np.bool_)
        queue = np.zeros(CLIENTS_EACH, np.int64)
        length = 0
        for k in range(size):
            weeks[k] = (first + k) // 3 % LONGEST_START
        for week in range(WEEKS):
            for k in range(size):
                met[k] = False
                if state[k] == 0 and not waiting[k] and np.random.random() < ASKS:
                    waiting[k] = True
                    queue[length] = k
                    length += 1
            served = min(length, meetings)
            for k in range(served):
                met[queue[k]] = True
                waiting[queue[k]] = False
            for k in range(served, length):
                queue[k - served] = queue[k]
            length -= served
            for k in range(size):
                if state[k] == 0:
                    to = weekly_outcome((first + k) % 3, weeks[k], 2.0 if met[k] else 1.0)
                    if to == 0:
                        weeks[k] += 1
                        continue
                    moves[week, 0] -= 1
                    moves[week, to] += 1
                    state[k] = to
                    if waiting[k]:
                        waiting[k] = False
                        length = without(queue, length, k)
                elif state[k] == 1 and np.random.random() < JOB_ENDS:
                    state[k], weeks[k] = 0, 0
                    moves[week, 1] -= 1
                    moves[week, 0] += 1
    return heads_of(moves, people)


def timed_r2(people, seed, meetings):
    r2(people, seed, meetings)  # no expectation to hold it against


def main():
    people, rounds = arguments()
    tool = "numba " + numba.__version__
    r1(1000, 0)  # compiles
    r2(1000, 0, 12)
    report(tool, "R1", people, rounds, lambda k: r1(people, k))
    for meetings in (12, 5):
        report(tool, f"R2 cap {meetings}", people, rounds, lambda k: timed_r2(people, k, meetings))


main()

"""R1 and R2 in Python: the numbers of the workloads, the exact expectation of R1, timing."""

import json
import resource
import sys
import time

import numpy as np

WEEKS = 520
LONGEST_START = 104
WEEKS_TO_FALL = 156.0
JOB_ENDS = 0.004
ASKS = 0.125
CLIENTS_EACH = 50
JOB = np.array([0.012, 0.009, 0.005])
CLARIFIED = np.array([0.004, 0.004, 0.004])
PENSION = np.array([0.0003, 0.0010, 0.0040])
FALL = np.exp(-np.arange(LONGEST_START + WEEKS + 2) / WEEKS_TO_FALL)


def initial(people):
    """Group and weeks on benefit of everyone at the start."""
    i = np.arange(people)
    return (i % 3).astype(np.int64), ((i // 3) % LONGEST_START).astype(np.int64)


def expectation(people):
    """Exact expected head counts of R1, weeks by states."""
    group, start = initial(people)
    heads = np.zeros((WEEKS, 4))
    for g in range(3):
        benefit = np.bincount(start[group == g], minlength=FALL.size).astype(float)
        job = clarified = pension = 0.0
        for week in range(WEEKS):
            to_job, to_clarified, to_pension = (c * FALL for c in (JOB[g], CLARIFIED[g], PENSION[g]))
            leave = [(benefit * c).sum() for c in (to_job, to_clarified, to_pension)]
            stay = benefit * (1 - to_job - to_clarified - to_pension)
            benefit = np.concatenate(([job * JOB_ENDS], stay[:-1]))
            job = job * (1 - JOB_ENDS) + leave[0]
            clarified += leave[1]
            pension += leave[2]
            heads[week] += (benefit.sum(), job, clarified, pension)
    return heads


def timed(run, rounds):
    """CPU times of some rounds, and what the last one gave."""
    seconds, result = [], None
    for k in range(rounds):
        start = time.process_time()
        result = run(k)
        seconds.append(time.process_time() - start)
    return seconds, result


def report(tool, workload, people, seconds, heads=None, **more):
    """One line of JSON; Maw_per_cpu_s is million person-weeks a second of one core."""
    cpu = sorted(seconds)[len(seconds) // 2]
    line = dict(tool=tool, workload=workload, people=people, cpu_s=round(cpu, 4),
                Maw_per_cpu_s=round(people * WEEKS / cpu / 1e6, 4))
    if heads is not None:
        mean = expectation(people)
        error = np.sqrt(np.maximum(1.0, mean * (1 - mean / people)))
        line["max_abs_z"] = round(float(np.abs((heads - mean) / error).max()), 2)
    line["maxrss_MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line.update(more)
    print(json.dumps(line))
    sys.stdout.flush()


def arguments():
    """People and rounds from the command line."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    return people, rounds

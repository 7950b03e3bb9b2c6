"""The reference workloads R1 and R2 for peers in Python: numbers, exact expectation, timing."""
import sys
import time

import numpy as np

WEEKS, LONGEST_START, WEEKS_TO_FALL = 520, 104, 156.0
JOB_ENDS, ASKS, CLIENTS_EACH = 0.004, 0.125, 50
# Weekly chances in the first week on benefit, by group.
JOB = np.array([0.012, 0.009, 0.005])
CLARIFIED = np.array([0.004, 0.004, 0.004])
PENSION = np.array([0.0003, 0.0010, 0.0040])
FALL = np.exp(-np.arange(LONGEST_START + WEEKS + 2) / WEEKS_TO_FALL)


def initial(people):
    """Group and weeks on benefit at the start."""
    i = np.arange(people)
    return i % 3, i // 3 % LONGEST_START


def expectation(people):
    """Exact expected head counts of R1, weeks by states."""
    group, start = initial(people)
    heads = np.zeros((WEEKS, 4))
    for g in range(3):
        on_benefit = np.bincount(start[group == g], minlength=len(FALL)).astype(float)
        in_job = clarified = pensioned = 0.0
        for week in range(WEEKS):
            job, clear, pension = (on_benefit * chance[g] * FALL for chance in (JOB, CLARIFIED, PENSION))
            staying = on_benefit - job - clear - pension
            on_benefit = np.concatenate(([in_job * JOB_ENDS], staying[:-1]))
            in_job += job.sum() - in_job * JOB_ENDS
            clarified += clear.sum()
            pensioned += pension.sum()
            heads[week] += on_benefit.sum(), in_job, clarified, pensioned
    return heads


def arguments():
    """People and rounds of the command line."""
    words = [int(word) for word in sys.argv[1:]]
    return (words + [100_000, 5][len(words):])[:2]


def report(tool, workload, people, rounds, run):
    """Prints person-weeks a second of CPU time, median, in the same line as how far R1 is from its
    expectation: the largest of 2,080 correlated values, 2 to 3.5 standard errors when all is well."""
    seconds, heads = [], None
    for k in range(rounds):
        start = time.process_time()
        heads = run(k)
        seconds.append(time.process_time() - start)
    rate = people * WEEKS / sorted(seconds)[len(seconds) // 2] / 1e6
    far = ""
    if heads is not None:
        expected = expectation(people)
        error = np.sqrt(np.maximum(1.0, expected * (1.0 - expected / people)))
        far = f"  max |z| {np.abs((heads - expected) / error).max():.2f}"
    print(f"{tool:<22} {workload:<12} {rate:8.1f}{far}", flush=True)

"""Adds up samples by the step of the week they fell into.

Usage: perf script -F ip,sym,dso | profile.py PROGRAM RATE CITIZEN_WEEKS

Most steps are inlined into the week. addr2line unfolds every address into the functions it stands in;
the step is then what the week (process/week.hpp) called, whatever its name is.
"""
import collections
import re
import subprocess
import sys

WEEK = "process/week.hpp"
RUN = "experiment/run_tasks.cpp"
SMALL = 0.005  # a part of a step with a smaller share of all time is not shown


def read_samples(lines, program):
    """Places in the program of each sample, innermost first; samples are apart by an empty line."""
    samples, current = [], []
    for line in lines:
        if line.strip():
            ours = line.rstrip().endswith(f"/{program.rsplit('/', 1)[-1]})")
            current.append(int(line.split()[0], 16) if ours else None)
        elif current:
            samples.append(current)
            current = []
    return samples + ([current] if current else [])


def code_segments(program):
    """(place in the file, address, size) of what is loaded."""
    out = subprocess.run(["readelf", "-lW", program], capture_output=True, text=True, check=True)
    loads = [line.split() for line in out.stdout.splitlines() if line.strip().startswith("LOAD")]
    return [(int(f[1], 16), int(f[2], 16), int(f[4], 16)) for f in loads]


def address_of(ip, segments):
    """The address as the program's symbols have it. Some versions of perf print that, others the place
    in the file; a program that is not moved when loaded starts high enough to tell them apart."""
    for place, address, size in segments:
        if address <= ip < address + size:
            return ip
    for place, address, size in segments:
        if place <= ip < place + size:
            return ip - place + address
    return None


def plain(name):
    """The name of a function without its types and arguments."""
    while (shorter := re.sub(r"<[^<>]*>|\([^()]*\)", "", name)) != name:
        name = shorter
    words = name.replace(" const", "").split()
    return "::".join((words or [name])[-1].split("::")[-2:]).removeprefix("afklar::")


def unfold(program, addresses):
    """[(function, file)] of each address, innermost first."""
    text = "".join(f"{address:x}\n" for address in addresses)
    out = subprocess.run(
        ["addr2line", "-a", "-i", "-f", "-C", "-e", program],
        input=text, capture_output=True, text=True, check=True,
    ).stdout.splitlines()
    frames, at = {}, 0
    while at < len(out):
        if out[at].startswith("0x"):
            frames[key := int(out[at], 16)] = []
            at += 1
        else:
            frames[key].append((plain(out[at]), out[at + 1].rsplit(":", 1)[0]))
            at += 2
    return frames


def called_from(chain, file):
    """What the innermost function of `file` called, and what that called in turn."""
    for place, (function, where) in enumerate(chain):
        if where.endswith(file):
            inner = [name for name, _ in chain[:place][::-1]]
            step = inner[0] if inner else function
            # A function of the same name is another form of it, not a part.
            return step, next((name for name in inner if name != step), "itself")
    return None


def step_of(chain):
    if step := called_from(chain, WEEK):
        return step
    if outside := called_from(chain, RUN):
        return "(not a step) " + outside[0], outside[1]
    return "(not in a run)", chain[0][0] if chain else "libraries and system"


def main():
    program, rate, weeks = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    samples = read_samples(sys.stdin, program)
    if not samples:
        sys.exit("profile: no sample was taken")
    segments = code_segments(program)
    # A caller's address is that of the next instruction; one byte before is still the call.
    calls = [
        [address_of(ip - (k > 0), segments) for k, ip in enumerate(sample) if ip is not None]
        for sample in samples
    ]
    frames = unfold(program, sorted({ip for sample in calls for ip in sample if ip is not None}))
    steps, parts = collections.Counter(), collections.Counter()
    for sample in calls:
        chain = [f for ip in sample for f in frames.get(ip, []) if f[0] not in ("??", "")]
        step, part = step_of(chain)
        steps[step] += 1
        parts[step, part] += 1
    each = 1e9 / rate / weeks
    print(f"{len(samples)} samples; nanoseconds of CPU time for each of {weeks:.0f} citizen-weeks")
    print(f"{'ns':>8} {'share':>7}  step")
    for step, number in steps.most_common():
        if number < SMALL * len(samples):
            continue
        print(f"{number * each:8.2f} {number / len(samples):7.1%}  {step}")
        for (of, part), count in parts.most_common():
            if of == step and part != "itself" and count >= 2 * SMALL * len(samples):
                print(f"{count * each:8.2f} {count / len(samples):7.1%}      {part}")
    print(f"{len(samples) * each:8.2f} {1:7.1%}  in all")


main()

"""Simulate a run of 10,000 shards with slow machines and failures: `python -m benchmarks.scale_failures`.

Workers take the next shard when they are free, as the runner's do. A shard takes the CPU time of its reports, which vary from
shard to shard, times the slowness of its machine. A machine fails at random moments (a spot instance that is taken away, a
fault); what it has read of its shard is lost, the shard goes back to the queue, and another machine takes its place after a
while. A page that kills its process costs its shard once for each try. The same seed gives the same figures.
"""

from __future__ import annotations

import heapq
import random
import statistics
from collections import deque
from dataclasses import dataclass, replace

HOUR = 3600.0


@dataclass(frozen=True)
class Setting:
    """What is simulated. Times are seconds."""

    reports: int = 10_000_000
    shard: int = 1000
    """Reports of a shard."""
    workers: int = 256
    report_seconds: float = 0.35
    """CPU time of a report: docs/scale.md has the measured one."""
    spread: float = 0.35
    """Standard deviation of the logarithm of the time of a shard."""
    slow: float = 0.02
    """Share of machines that are slow."""
    slowness: float = 4.0
    failures: float = 1 / 100
    """Failures of a machine in an hour."""
    replaced: float = 300.0
    """Until another machine is in its place."""
    start: float = 30.0
    """Of a process, with the model."""
    poisoned: float = 1e-6
    """Share of reports that kill their process."""
    tries: int = 3
    seed: int = 17


@dataclass(frozen=True)
class Outcome:
    """What a simulated run cost."""

    hours: float
    """By the clock."""
    ideal: float
    """Hours if nothing were slow and nothing failed."""
    lost: float
    """Share of the work that was done in vain."""
    tail: float
    """Hours from the first worker that found no shard left to the end."""
    failures: int
    again: int
    """Shards that were begun more than once."""


def simulate(setting: Setting) -> Outcome:
    """Return what a run costs."""
    chance = random.Random(setting.seed)
    count = -(-setting.reports // setting.shard)
    mean = setting.shard * setting.report_seconds
    shift = -(setting.spread**2) / 2  # so that the mean stays what it is
    work = [mean * chance.lognormvariate(shift, setting.spread) for _ in range(count)]
    queue = deque(range(count))
    begun = [0] * count
    poison = [_poisoned(chance, setting) for _ in range(count)]
    free = [(setting.start, n) for n in range(setting.workers)]
    speed = [_slowness(chance, setting) for _ in range(setting.workers)]
    fails = [chance.expovariate(setting.failures / HOUR) for _ in range(setting.workers)]
    end, wasted, failed, first_idle = 0.0, 0.0, 0, None
    while free:
        now, n = heapq.heappop(free)
        if not queue:
            first_idle = now if first_idle is None else first_idle
            continue
        shard = queue.popleft()
        begun[shard] += 1
        takes = work[shard] * speed[n]
        vain = sum(takes * at + setting.start for at in poison[shard]) if begun[shard] == 1 else 0.0
        done = now + takes + vain
        if fails[n] < done:
            wasted += max(0.0, fails[n] - now)
            failed += 1
            queue.append(shard)
            back = fails[n] + setting.replaced + setting.start
            speed[n] = _slowness(chance, setting)
            fails[n] = back + chance.expovariate(setting.failures / HOUR)
            heapq.heappush(free, (back, n))
            continue
        wasted += vain
        end = max(end, done)
        heapq.heappush(free, (done, n))
    used = sum(work)
    return Outcome(
        hours=end / HOUR,
        ideal=used / setting.workers / HOUR,
        lost=wasted / (used + wasted),
        tail=(end - (first_idle or end)) / HOUR,
        failures=failed,
        again=sum(times > 1 for times in begun),
    )


def _slowness(chance: random.Random, setting: Setting) -> float:
    return setting.slowness if chance.random() < setting.slow else 1.0


def _poisoned(chance: random.Random, setting: Setting) -> list[float]:
    """Return where in a shard each try of each page that kills its process ends, as shares of the shard."""
    expected = setting.shard * setting.poisoned
    number = sum(chance.random() < expected / 4 for _ in range(4))
    return [at for at in (chance.random() for _ in range(number)) for _ in range(setting.tries)]


def main() -> None:
    """Print a table of settings and what they cost, each the median of five seeds."""
    base = Setting()
    settings = {
        "nothing slow, nothing fails": replace(base, slow=0.0, failures=0.0001, poisoned=0.0),
        "2 % of machines 4 times slower": replace(base, failures=0.0001, poisoned=0.0),
        "and a machine fails every 100 hours": replace(base, poisoned=0.0),
        "and a report in a million kills its process": base,
        "and a machine fails every 10 hours": replace(base, failures=1 / 10),
        "the same, shards of 250": replace(base, failures=1 / 10, shard=250),
        "the same, shards of 4,000": replace(base, failures=1 / 10, shard=4000),
        "the same, shards of 40,000 (a whole WARC)": replace(base, failures=1 / 10, shard=40_000),
    }
    print("| setting | shards | hours | over ideal | lost | last worker alone | failures | shards again |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, setting in settings.items():
        found = [simulate(replace(setting, seed=seed)) for seed in range(17, 22)]
        hours, ideal, lost, tail, failures, again = (
            statistics.median(getattr(one, field) for one in found)
            for field in ("hours", "ideal", "lost", "tail", "failures", "again")
        )
        shards = -(-setting.reports // setting.shard)
        print(
            f"| {name} | {shards:,} | {hours:.2f} | {hours / ideal:.3f} | {lost:.2%} | {60 * tail:.0f} min "
            f"| {failures:.0f} | {again:.0f} |"
        )


if __name__ == "__main__":
    main()

"""The line that says how far a command is, with a clock that is set by hand."""

from __future__ import annotations

import io

from onrecord.views.cli.progress import Progress


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def lines(out: io.StringIO) -> list[str]:
    return [line.removesuffix("\x1b[K") for line in out.getvalue().split("\r")[1:]]


def steps(progress: Progress, clock: Clock, number: int, seconds: float) -> None:
    for _ in range(number):
        clock.now += seconds
        progress.step(failed=False)


def test_the_line_has_the_rate_and_the_time_left_by_it() -> None:
    out, clock = io.StringIO(), Clock()
    progress = Progress(out, 100, clock)
    steps(progress, clock, 10, 0.5)
    clock.now += 0.5
    progress.step(failed=True)
    assert lines(out)[-1] == "11 of 100, 2.0 a second, 44 s left, 1 failed"


def test_what_was_known_before_does_not_raise_the_rate_for_long() -> None:
    out, clock = io.StringIO(), Clock()
    progress = Progress(out, 2_000, clock)
    steps(progress, clock, 1_000, 0.001)
    steps(progress, clock, 40, 1.0)
    assert lines(out)[-1] == "1,040 of 2,000, 1.0 a second, 16 min left"


def test_the_line_is_drawn_a_few_times_a_second_and_taken_away() -> None:
    out, clock = io.StringIO(), Clock()
    progress = Progress(out, None, clock)
    steps(progress, clock, 1_000, 0.001)
    assert 8 <= len(lines(out)) <= 12
    progress.clear()
    progress.clear()
    assert lines(out)[-1] == ""
    assert out.getvalue().count("\r\x1b[K") == 1


def test_a_total_that_was_too_low_is_what_is_done() -> None:
    out, clock = io.StringIO(), Clock()
    steps(Progress(out, 3, clock), clock, 5, 1.0)
    assert lines(out)[-1] == "5 of 5, 1.0 a second"

"""What is promised of the program itself."""

import resource
from collections.abc import Sequence

from benchmarks.quality.bar import Bar
from benchmarks.quality.opening import Opened, pin_to_cores
from benchmarks.rig.timing import quantile, time_each, work
from benchmarks.scale.figure import Figure
from bot.claims.submission import Submission
from bot.matching.weights import load_weights
from bot.people.audience import Audience

ENCODER_MS = 6.0
CHECK_MS = 14.0
CHECK_MS_P99 = 35.0
ARTICLE_MS = 250.0


async def time_ours(
    opened: Opened, messages: Sequence[str], articles: Sequence[str], bar: Bar
) -> list[Figure]:
    checker = opened.checker(load_weights())

    async def check(text: str) -> object:
        return await checker.check(Submission(text), Audience.PUBLIC)

    pin_to_cores(1)
    try:
        encoded = await _time_encoder(opened, messages, bar)
        checked = await time_each(messages, check, bar.step("checking", len(messages)))
    finally:
        pin_to_cores(2)
    long = await time_each(articles, check, bar.step("checking articles", len(articles)))
    return [
        *encoded,
        Figure("check, one core, median", quantile(checked, 0.5), "ms", CHECK_MS),
        Figure("check, one core, 99 %", quantile(checked, 0.99), "ms", CHECK_MS_P99),
        Figure("check, one core, work of the processor", work(checked), "ms"),
        Figure("article of 30 sentences, two cores, median", quantile(long, 0.5), "ms", ARTICLE_MS),
        Figure("article, work of the processors", work(long), "ms"),
        Figure("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB"),
    ]


async def _time_encoder(opened: Opened, messages: Sequence[str], bar: Bar) -> list[Figure]:
    encoder = opened.encoder
    if encoder is None:
        return []

    async def encode(text: str) -> object:
        return await encoder.encode([text])

    taken = await time_each(messages, encode, bar.step("encoding messages", len(messages)))
    return [
        Figure("encoder, one sentence, one core, median", quantile(taken, 0.5), "ms", ENCODER_MS),
        Figure("encoder, work of the processor", work(taken), "ms"),
    ]

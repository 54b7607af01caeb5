"""From settings to everything that a command may need, opened and caught up. Whoever opens closes: everything hangs on one exit stack.

What people reach it by stands beside it (`fronts.py`, `platforms.py`), so that a single check does not load what only they need.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from importlib import resources

from bot.assembly.attribution import open_attributor
from bot.assembly.desk import desk_facts_of, rules_of, staffing_of
from bot.assembly.encoder import Bar, open_encoder
from bot.assembly.files import picture_facts_of, picture_taker
from bot.assembly.links import link_reader, readers_of_links
from bot.assembly.place import place_in
from bot.claims.note import note
from bot.config.settings import CacheSettings, Settings
from bot.config.thresholds import weights_in_force
from bot.desk.audit import Entry
from bot.dialogue.converse import converse
from bot.dialogue.parts import Facts, Parts
from bot.errors import Misconfigured, Problem, Unavailable
from bot.feeds.csv_library import CsvReading, read_csv_library
from bot.library.filing import Provenance
from bot.matching.thresholds import name_thresholds
from bot.moderation import Fetcher, TakesPictures
from bot.people.address import Front
from bot.people.audience import Audience
from bot.ports import Checking, Clock, Library, LinkReader
from bot.runtime.calibrating import MOST, Calibrator
from bot.runtime.checking import Checker, Limits
from bot.runtime.deciding import deciders
from bot.runtime.duties import OwnDuties
from bot.runtime.joint_flight import ALONE
from bot.runtime.lacking import Lacking
from bot.runtime.live import LiveParts, live
from bot.runtime.numbers import Numbers
from bot.runtime.patience import Patient
from bot.runtime.watch import Ping, Watch, Watched
from bot.runtime.zawgyi import load_converter
from bot.sharing import Duties
from bot.speech.turns import Converse, Talk
from bot.verdicts.judgement import Vote
from bot.verdicts.phrasebook import Phrasebook, load_phrasebook
from storage.cache.place import Place
from storage.database_place import DatabasePlace, bring_up, examine_place
from storage.examine import Examination, find_entries
from storage.lifetimes import Lifetimes
from storage.open import Keeping, Storage, open_storage, traces_of

MEGABYTE = 1024 * 1024
PROFILES = 16_000
"""Records held prepared, four kilobytes each: those that are asked for again and again. One with long texts counts as several."""

WAITED_FOR = 10_000
"""Records to be encoded that a command waits for, a minute or two. More are left to whatever stays: the answer then says what it lacks."""

OnBug = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Application:
    """Everything that a command may need, opened and caught up. `fetchers` are those of the fronts that were opened; `taking` is None where no
    pictures go along with tips, `links` where none are opened."""

    settings: Settings
    storage: Storage
    checking: Checking
    phrasebook: Phrasebook
    clock: Clock
    on_bug: OnBug
    watch: Watch
    calibrator: Calibrator
    numbers: Numbers = field(default_factory=Numbers)
    fetchers: dict[Front, Fetcher] = field(default_factory=dict)
    taking: TakesPictures | None = None
    links: LinkReader | None = None

    def pings(self) -> Mapping[str, Ping]:
        return pings_of(self.storage)

    def parts(self) -> Parts:
        """What a turn of a conversation may ask."""
        kept = self.storage
        return Parts(
            self.checking,
            kept.answers,
            kept.people,
            desk=kept.desk,
            clock=self.clock,
            cases=kept.desk,
            members=kept.members,
            audit=kept.audit,
            sign_ins=kept.sign_ins,
            library=kept.library,
            records=kept.records,
            facts=facts_of(self.settings),
            taking=self.taking,
            links=self.links,
        )

    def duties(self) -> Duties:
        """What only one of several processes does at a time."""
        return self.storage.duties(OwnDuties())

    def converse(self) -> Converse:
        return partial(converse, parts=self.parts())

    def talk(self) -> Talk:
        """The conversation for fronts on which people wait for the answer."""
        parts = LiveParts(
            self.converse(),
            self.storage.sessions,
            self.storage.turns,
            self.numbers,
            on_bug=self.on_bug,
            on_away=self.watch.note_away,
        )
        return live(parts, language=self.settings.checking.language)


@asynccontextmanager
async def open_application(
    settings: Settings,
    *,
    clock: Clock,
    on_bug: OnBug,
    serves: bool = False,
    new_keys: bool = False,
    bar: Bar | None = None,
) -> AsyncIterator[Application]:
    """Opens what is kept, loads the starter library into a new one, and brings the index up to date.

    `serves`: this process answers what waits, which only one may, or several that share a server. With `new_keys` it begins with new ones where the old are lost. With a `bar`
    it waits until all records are encoded, if these are not too many; else that is left to the follower.

    An index that cannot be brought up to date now does not keep the program from starting: it says so when asked.
    """
    async with AsyncExitStack() as stack:
        storage = await open_kept(stack, settings, clock=clock, serves=serves, new_keys=new_keys)
        await load_starter(storage.library)
        watch = Watch(pings_of(storage))
        await _catch_up(storage, watch, bar)
        weights = weights_in_force(settings.thresholds)
        calibrator = Calibrator(storage.feedback, weights, on_away=watch.note_away)
        await calibrator.begin()
        checking = _checking(settings, storage, clock, calibrator)
        fetchers: dict[Front, Fetcher] = {}  # filled by the fronts as they are opened
        yield Application(
            settings=settings,
            storage=storage,
            checking=Watched(Patient(checking, seconds=settings.checking.seconds), watch),
            phrasebook=load_phrasebook(settings.checking.language),
            clock=clock,
            on_bug=on_bug,
            watch=watch,
            calibrator=calibrator,
            numbers=_numbers(calibrator, storage),
            fetchers=fetchers,
            taking=picture_taker(settings, storage.pictures, fetchers),
            links=link_reader(settings.links, storage.cache, keys=storage.keys, clock=clock),
        )


def _numbers(calibrator: Calibrator, storage: Storage) -> Numbers:
    numbers = Numbers()
    numbers.watch_counts("cache", "Questions to the cache of answers", storage.cache.counts.facts)
    for name in calibrator.in_force.counts():
        meaning = f"Calibration in force: {name}"
        numbers.watch(f"calibration_{name}", meaning, partial(_count, calibrator, name))
    return numbers


def _count(calibrator: Calibrator, name: str) -> float:
    return calibrator.in_force.counts()[name]


async def _catch_up(storage: Storage, watch: Watch, bar: Bar | None) -> None:
    """What cannot be done now is left to the follower. Raises `Unavailable` where the database is away."""
    try:
        await storage.follower.catch_up()
        if bar is not None and storage.follower.waiting <= WAITED_FOR:
            with bar(storage.follower.waiting) as done:
                await storage.follower.encode_all(done)
    except Unavailable as exc:
        if exc.part == "database":
            raise
        watch.note_away(exc)
    await watch.look()


def _checking(settings: Settings, storage: Storage, clock: Clock, calibrator: Calibrator) -> Checking:
    weights = weights_in_force(settings.thresholds)
    checker = Checker(
        storage.library,
        storage.index,
        storage.cache,
        clock,
        weights=weights,
        limits=Limits(
            claims=settings.checking.claims, cache_seconds=settings.cache.seconds, profiles=PROFILES
        ),
        deciders=f"{deciders()}, thresholds {name_thresholds(weights)}",
        calibration=calibrator.calibration,
        encoder=storage.encoder,
        attributor=open_attributor(settings),
        convert=load_converter(),
        flights=storage.shared.flights or ALONE,
    )
    return checker if storage.encoder else Lacking(checker, note("not_checked.no_encoder"))


def pings_of(storage: Storage) -> Mapping[str, Ping]:
    """One for each part that can be away, by the name that `Unavailable` has for it."""
    return {"database": storage.library.ping, "index": storage.index.ping, "cache": storage.cache.ping}


async def open_kept(
    stack: AsyncExitStack, settings: Settings, *, clock: Clock, serves: bool = False, new_keys: bool = False
) -> Storage:
    """Database, keys, index and cache as the settings say. The folder is made where it is missing, for its user only."""
    try:
        settings.storage.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        problem = Problem(
            "storage.folder",
            f"{settings.storage.folder} cannot be used: {exc.strerror}. Name another folder.",
        )
        raise Misconfigured((problem,)) from exc
    return await open_storage(
        stack,
        database=place_of(settings),
        index_folder=settings.storage.index_path,
        clock=clock,
        redis=redis_of(settings.cache),
        cache_bytes=settings.cache.megabytes * MEGABYTE,
        keeping=_keeping(settings, new_keys=new_keys),
        encoder=open_encoder(stack, settings),
        serves=serves,
    )


def redis_of(cache: CacheSettings) -> Place | None:
    """Raises `Misconfigured` for a file that cannot be read: connecting without it would look like a server that is away."""
    if cache.redis_url is None:
        return None
    if cache.redis_ca is not None:
        try:
            cache.redis_ca.open("rb").close()
        except OSError as exc:
            raise Misconfigured(
                (Problem("cache.redis_ca", f"The file cannot be read: {exc.strerror}."),)
            ) from exc
    return Place(
        cache.redis_url.get_secret_value(),
        user=cache.redis_user,
        password=cache.redis_password.get_secret_value() if cache.redis_password else "",
        ca_file=cache.redis_ca,
        patience=cache.redis_milliseconds / 1000,
        namespace=cache.redis_namespace,
    )


def _keeping(settings: Settings, *, new_keys: bool) -> Keeping:
    keeping = settings.keeping
    lifetimes = Lifetimes(
        public=timedelta(hours=keeping.public_hours),
        staff=timedelta(days=keeping.staff_days),
        page=timedelta(hours=keeping.page_hours),
    )
    return Keeping(
        settings.storage.keys_path,
        new_keys,
        lifetimes,
        keeping.names_days,
        keeping.case_days,
        rules_of(settings.desk),
        staffing_of(settings),
    )


def facts_of(settings: Settings) -> Facts:
    """What people are told of how this newsroom has set things up."""
    keeping = settings.keeping
    return Facts(
        newsroom=settings.newsroom.name,
        safer_channel=settings.newsroom.safer_channel,
        public_hours=keeping.public_hours,
        staff_days=keeping.staff_days,
        page_hours=keeping.page_hours,
        names_days=keeping.names_days,
        cache_seconds=settings.cache.seconds,
        takes_tips=settings.tips.enabled,
        case_days=keeping.case_days,
        answer_hours=settings.tips.answer_hours,
        ask_back_days=settings.tips.ask_back_days,
        pictures=picture_facts_of(settings),
        language=settings.checking.language,
        desk=desk_facts_of(settings),
        reads_links_for=readers_of_links(settings.links),
    )


async def count_waiting(storage: Storage, clock: Clock) -> dict[str, int]:
    """What waits and what was given up, as counts and as the age of the oldest in seconds. Raises `Unavailable`."""
    waiting, now = await storage.waiting(), clock.now()
    ages = [(now - since).total_seconds() for since in (waiting.oldest_event, waiting.oldest_reply) if since]
    return {
        "events": waiting.events,
        "replies": waiting.replies,
        "oldest_seconds": round(max(ages, default=0.0)),
        "parked": waiting.parked,
        "failed": waiting.failed,
    }


def place_of(settings: Settings) -> DatabasePlace:
    """Where the library and all that people send is kept."""
    return place_in(settings.storage)


async def migrate_database(settings: Settings, *, begins_anew: bool = False) -> bool:
    """Brings the database up to what this version needs; True if there was something to do.

    With `begins_anew` a new one is made in place of one that was lost. Raises `Unavailable` and `Misconfigured`.
    """
    traces = traces_of(settings.storage.index_path)
    return await bring_up(place_of(settings), traces=traces, begins_anew=begins_anew)


def was_library(settings: Settings) -> bool:
    """Whether something is left of a library, wherever its database is."""
    return any(trace.exists() for trace in traces_of(settings.storage.index_path))


async def look_at_database(settings: Settings) -> Examination | None:
    """Reads the database without changing it; None where nothing was made yet. Raises `Unavailable` where it cannot be read."""
    return await examine_place(place_of(settings))


async def find_starter(storage: Storage) -> frozenset[tuple[str, str]]:
    """The entries of the starter library that are in the library: family ("record", "place", …) and id. Raises `Unavailable`."""
    return await find_entries(storage.database, Provenance.STARTER.value)


async def retry_parked(settings: Settings, *, clock: Clock) -> int:
    """Gives what was laid aside another chance; how many messages. A program that runs takes them up within a minute. Raises `Unavailable`."""
    async with AsyncExitStack() as stack:
        return await (await open_kept(stack, settings, clock=clock)).inbox.retry_parked()


async def read_feedback(settings: Settings, *, clock: Clock) -> tuple[Vote, ...]:
    """What people said of matches, as far as the calibration is fitted to it. Raises `Unavailable`."""
    async with AsyncExitStack() as stack:
        return await (await open_kept(stack, settings, clock=clock)).feedback.votes(limit=MOST)


async def verify_audit(
    settings: Settings, *, clock: Clock, seen: str
) -> tuple[int | None, Entry | None, bool]:
    """The number of the first line of the audit log that does not fit, its last line, and whether the hash `seen` is one of it (an empty one
    always is). Raises `Unavailable`."""
    async with AsyncExitStack() as stack:
        audit = (await open_kept(stack, settings, clock=clock)).audit
        newest = await audit.entries(limit=1)
        return await audit.verify(), newest[0] if newest else None, not seen or await audit.has(seen)


async def read_audit(settings: Settings, *, clock: Clock, limit: int, subject: str) -> tuple[Entry, ...]:
    """The newest lines of the audit log, the newest first. Raises `Unavailable`."""
    async with AsyncExitStack() as stack:
        audit = (await open_kept(stack, settings, clock=clock)).audit
        return await audit.entries(limit=limit, subject=subject)


async def load_starter(library: Library) -> bool:
    """Puts the starter library into a library that nothing was ever published to; True if it did.

    A library from which the starter was removed has a version, so it does not come back by itself.
    """
    if await library.version() > 0:
        return False
    reading = read_starter()
    if not reading.entries:
        return False
    await library.publish(reading.entries)
    return True


def read_starter() -> CsvReading:
    """The records that are shipped with the program."""
    folder = resources.files("storage") / "starter"
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".csv")}
    return read_csv_library(files, provenance=Provenance.STARTER, visibility=Audience.PUBLIC)

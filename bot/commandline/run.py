"""`secondsource run`: everything that was set up to be served, until Ctrl-C or SIGTERM."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from functools import partial
from pathlib import Path

import structlog

from bot.assembly.application import Application, open_application
from bot.assembly.desk import is_local
from bot.assembly.fronts import serve_pages, show_report
from bot.assembly.panic import wait_until_keys_are_gone
from bot.assembly.web_desk import make_sign_in_link, member_called
from bot.claims.submission import Submission
from bot.commandline.encoding import encoding_bar
from bot.commandline.exits import Exit, say
from bot.commandline.setting import load_and_log, log_bug
from bot.commandline.sign_in_link import ADMIN
from bot.errors import Misconfigured, Problem, Refusal
from bot.people.audience import Audience
from bot.people.role import Role
from bot.ports import Clock
from bot.runtime.process import beside, rarely_collecting, run_to_end, wait_for_stop


def run(
    config: Path | None,
    *,
    examples: Sequence[Path],
    once: bool,
    sign_in_link: bool,
    new_keys: bool,
    clock: Clock,
) -> None:
    """Shows the checks of `examples`, then serves; with `once` it ends after them. With `sign_in_link` it prints one for an admin. Raises `Misconfigured` and `Unavailable`."""
    settings = load_and_log(config).settings
    texts = [_read_example(path) for path in examples]
    if not once and not (settings.web.enabled or settings.telegram.token or settings.slack.bot_token):
        raise Misconfigured(
            (Problem("web.enabled", "There is nothing to run: switch the page on, or give a token."),)
        )
    opening = open_application(
        settings,
        clock=clock,
        on_bug=log_bug,
        serves=not once,
        new_keys=new_keys,
        bar=encoding_bar if texts else None,
    )
    run_to_end(_run(opening, texts, once=once, sign_in_link=sign_in_link))


async def _run(
    opening: AbstractAsyncContextManager[Application],
    texts: Sequence[str],
    *,
    once: bool,
    sign_in_link: bool,
) -> None:
    async with opening as application:
        for text in texts:
            await _show(text, application)
        if not once:
            await _serve(application, sign_in_link=sign_in_link)


async def _serve(application: Application, *, sign_in_link: bool) -> None:
    # The platforms' libraries are slow to load, and a look at the examples needs none of them.
    from bot.assembly.platforms import serve_platforms  # noqa: PLC0415

    log = structlog.get_logger("secondsource")
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(
            beside(
                application.storage.follower.run,
                application.storage.notices.run,
                application.storage.be_there,
                application.watch.run,
                application.calibrator.run,
                partial(_end_with_the_keys, application),
            )
        )
        platforms = await stack.enter_async_context(serve_platforms(application))
        addresses = {}
        if application.settings.web.enabled:
            pages = serve_pages(application, platforms.pings, platforms.api_allowances)
            addresses["url"] = await stack.enter_async_context(pages)
            sys.stdout.write(f"The chat is at {addresses['url']}\n")
            if sign_in_link and is_local(application.settings):
                minutes = application.settings.desk.link_minutes
                sys.stdout.write(
                    f"This link signs you in to the desk's pages, once, within {minutes} min, in the browser in which you press the button: {await _link(application, addresses['url'])}\n"
                )
        if platforms.address:
            addresses["public"] = platforms.address
        for front in platforms.pings:
            sys.stdout.write(f"{front.capitalize()} is served.\n")
        log.info(
            "started", fronts=sorted(platforms.pings), library=application.storage.index.version, **addresses
        )
        sys.stdout.write("Ctrl-C ends it.\n")
        sys.stdout.flush()
        with rarely_collecting():
            log.info("stopping", signal=await wait_for_stop())
    say("Stopped.")


async def _end_with_the_keys(application: Application) -> None:
    """At once: nothing can be written any more, and what is in memory has to go too."""
    were_destroyed = await wait_until_keys_are_gone(application.storage.keys)
    structlog.get_logger("secondsource").warning("keys gone", on_purpose=were_destroyed)
    say(
        "The keys were destroyed: what people sent can be read by nobody any more. The program has ended. To begin anew: secondsource run --new-keys"
        if were_destroyed
        else "The key file has been missing for a minute: the program has ended, so that the keys are in no memory either. Put the file back, then start it again."
    )
    sys.stdout.flush()
    os._exit(Exit.DONE if were_destroyed else Exit.UNAVAILABLE)


async def _link(application: Application, address: str) -> str:
    storage = application.storage
    member = await member_called(storage, ADMIN, Role.ADMIN)
    return await make_sign_in_link(storage, application.settings, member, address=address)


async def _show(text: str, application: Application) -> None:
    """One example as a person would see it: what was sent, then the answer."""
    sys.stdout.write("\n".join(f"> {line}".rstrip() for line in text.strip().splitlines()) + "\n\n")
    report = await application.checking.check(Submission(text), Audience.PUBLIC)
    show_report(report, application.phrasebook, sys.stdout)
    sys.stdout.write("\n" + "─" * 72 + "\n\n")
    sys.stdout.flush()


def _read_example(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except IsADirectoryError as error:
        raise Misconfigured((Problem(str(path), "This is a folder. Name a file with a text."),)) from error
    except OSError as error:
        raise Misconfigured(
            (Problem(str(path), f"The example cannot be read: {error.strerror}."),)
        ) from error
    except UnicodeDecodeError as error:
        raise Refusal("refused.not_utf8") from error

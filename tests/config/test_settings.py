from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config.load import load_settings, parse_settings
from bot.config.settings import Settings
from bot.config.thresholds import weights_in_force
from bot.errors import Misconfigured
from bot.matching.weights import load_weights

HERE = Path("/srv/newsroom")
CMS = '[webhook.receivers.cms]\nurl = "https://cms.example/hooks"\nsecret_env = "S"\n'


def read(text: str, environ: Mapping[str, str] | None = None) -> Settings:
    return parse_settings(text, environ or {}, folder=HERE)


def mistakes(text: str, environ: Mapping[str, str] | None = None) -> dict[str, str]:
    with pytest.raises(Misconfigured) as caught:
        read(text, environ)
    return {problem.path: problem.message for problem in caught.value.problems}


def test_promised_defaults_hold() -> None:
    settings = read("")

    assert settings.storage.database_path == HERE / "var" / "library.db"
    assert settings.storage.index_path == HERE / "var" / "index"
    assert (settings.storage.url, settings.storage.connections) == (None, 10)
    assert settings.cache.redis_url is None
    assert (settings.cache.megabytes, settings.cache.seconds) == (16, 86_400)
    assert (settings.cache.redis_user, settings.cache.redis_password, settings.cache.redis_ca) == (
        "",
        None,
        None,
    )
    assert (settings.cache.redis_namespace, settings.cache.redis_milliseconds) == ("secondsource", 40)
    assert (settings.web.enabled, settings.web.host, settings.web.port) == (True, "127.0.0.1", 8080)
    assert settings.web.allowed_hosts == ()
    assert settings.web.https is False
    assert (settings.checking.claims, settings.checking.seconds, settings.checking.language) == (
        40,
        30.0,
        "en",
    )
    assert (settings.links.fetch, settings.links.newsroom, settings.links.public) == (False, True, False)
    assert (settings.links.cache_hours, settings.links.proxy) == (6, None)
    assert (settings.log.level, settings.log.format) == ("info", "text")


def test_promised_defaults_of_the_api_hold() -> None:
    api = read("").api

    assert (api.enabled, api.public, api.per_minute, api.per_day) == (True, False, 120, 20_000)


def test_promised_defaults_of_the_webhook_hold() -> None:
    assert read("").webhook.receivers == {}
    told = read(CMS, {"S": "x" * 24}).webhook.receivers["cms"]

    assert (told.audience, told.internal_hosts, told.with_text) == ("public", (), False)
    assert told.events == ("case.decided", "case.burst", "record.published", "record.corrected")


@pytest.mark.parametrize("secret", ["short", "whsec_%", "whsec_c2hvcnQ="])
def test_webhook_needs_a_secret_worth_the_name(secret: str) -> None:
    assert set(mistakes(CMS, {"S": secret})) == {"webhook.receivers.cms.secret_env"}
    assert set(mistakes(CMS.partition("secret_env")[0])) == {"webhook.receivers.cms.secret"}


@pytest.mark.parametrize("url", ["http://cms.example", "https://", "https://a:b@cms.example", "cms.example"])
def test_webhook_goes_over_tls_alone(url: str) -> None:
    mistaken = CMS.replace("https://cms.example/hooks", url)

    assert set(mistakes(mistaken, {"S": "x" * 24})) == {"webhook.receivers.cms.url"}


def test_each_receiver_has_a_secret_of_its_own() -> None:
    text = CMS + CMS.replace(".cms]", ".archive]").replace('"S"', '"T"')
    receivers = read(text, {"S": "x" * 24, "T": "y" * 24}).webhook.receivers

    assert [one.secret.get_secret_value()[0] for one in receivers.values() if one.secret] == ["x", "y"]
    assert set(mistakes(text, {"S": "x" * 24})) == {"webhook.receivers.archive.secret_env"}


def test_example_of_the_docs_is_good() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
    example = docs.split("```toml\n")[1].split("```")[0]
    secrets = {"CMS_WEBHOOK_SECRET": "whsec_" + 44 * "A", "NIGHT_DESK_WEBHOOK_SECRET": "x" * 24}

    assert set(read(example, secrets).webhook.receivers) == {"cms", "night_desk"}


@pytest.mark.parametrize("name", ["CMS", "a-b", "1st", "thirteen_char"])
def test_receiver_has_a_plain_name(name: str) -> None:
    assert set(mistakes(CMS.replace(".cms]", f".{name}]"), {"S": "x" * 24})) == {"webhook.receivers"}


def test_slip_in_a_receiver_is_told_with_the_nearest_key() -> None:
    assert (
        "Did you mean audience?"
        in mistakes(CMS + 'audiance = "public"\n', {"S": "x" * 24})["webhook.receivers.cms.audiance"]
    )


def test_api_to_the_outside_needs_its_address() -> None:
    assert set(mistakes("[api]\npublic = true\nenabled = false")) == {"public.url", "api.enabled"}


def test_promised_defaults_of_the_fronts_hold() -> None:
    settings = read("")

    assert settings.storage.keys_path == HERE / "var" / "keys.json"
    assert (settings.telegram.token, settings.telegram.mode) == (None, "polling")
    assert (settings.slack.bot_token, settings.slack.mode, settings.slack.audience) == (
        None,
        "socket",
        "newsroom",
    )
    assert (settings.public.host, settings.public.port, settings.public.url) == ("127.0.0.1", 8443, "")
    assert (settings.conversation.gather_seconds, settings.conversation.album_seconds) == (0.4, 1.0)
    assert (settings.limits.per_minute, settings.limits.per_day, settings.limits.waiting) == (
        30,
        1000,
        20_000,
    )
    assert (settings.keeping.public_hours, settings.keeping.staff_days, settings.keeping.names_days) == (
        72,
        90,
        30,
    )


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        read("").web.port = 1


def test_relative_paths_start_at_the_file() -> None:
    settings = read('[storage]\nfolder = "kept"\ndatabase = "/data/a.db"')

    assert settings.storage.index_path == HERE / "kept" / "index"
    assert settings.storage.database_path == Path("/data/a.db")


def test_all_mistakes_are_reported_at_once() -> None:
    found = mistakes(
        '[web]\nport = "80"\nenabled = 1\n[checking]\nclaims = 0\n[log]\nlevel = "loud"\n[storage]\nfolder = 5'
    )

    assert found == {
        "web.port": "Write a whole number, without quotation marks.",
        "web.enabled": "Write true or false, without quotation marks.",
        "checking.claims": "Write 1 or more.",
        "log.level": 'Write one of: "debug", "info", "warning", "error".',
        "storage.folder": "Write a path in quotation marks.",
    }


def test_unknown_key_suggests_nearest() -> None:
    found = mistakes("[web]\nprot = 80\n[wbe]\nport = 1\n[cache]\nredis_url_evn = 'A'")

    assert found["web.prot"] == "There is no such setting. Did you mean port?"
    assert found["wbe"] == "There is no such setting. Did you mean web?"
    assert found["cache.redis_url_evn"] == "There is no such setting. Did you mean redis_url_env?"


def test_unknown_key_lists_known_ones() -> None:
    assert mistakes("[log]\nxyz = 1") == {"log.xyz": "There is no such setting. Known here: level, format."}


def test_section_must_be_a_table() -> None:
    assert "section" in mistakes("web = 5")["web"]


def test_broken_toml_is_one_sentence() -> None:
    assert mistakes("[web\n")[""].startswith("This is not TOML")


def test_host_with_scheme_is_refused() -> None:
    assert "without http://" in mistakes('[web]\nhost = "http://x"')["web.host"]


@pytest.mark.parametrize("line", ['time_zone = "Mars/Base"', 'quiet_hours = "22-25"', "digest_hour = 24"])
def test_hours_that_no_day_has_are_refused(line: str) -> None:
    assert [*mistakes(f"[desk]\n{line}\n")] == [f"desk.{line.split(maxsplit=1)[0]}"]


def test_secret_comes_from_the_environment() -> None:
    settings = read('[cache]\nredis_url_env = "R"', {"R": "redis://:hush@h"})

    assert settings.cache.redis_url is not None
    assert settings.cache.redis_url.get_secret_value() == "redis://:hush@h"


def test_secret_comes_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("redis://h\n", encoding="utf-8")

    settings = parse_settings('[cache]\nredis_url_file = "url"', {}, folder=tmp_path)

    assert settings.cache.redis_url is not None
    assert settings.cache.redis_url.get_secret_value() == "redis://h"


def test_secret_is_hidden_in_repr() -> None:
    settings = read('[cache]\nredis_url_env = "R"', {"R": "redis://:hush@h"})

    assert "hush" not in f"{settings!r}{settings}{settings.model_dump()}"


@pytest.mark.parametrize(
    "line", ['redis_url = "redis://:hush@h"', 'redis_url_env = "redis://:hush@h"', 'redis_url_file = "hush"']
)
def test_refused_secret_is_never_quoted(line: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        read(f"[cache]\n{line}\nmegabytes = 'x'")

    assert "hush" not in str(caught.value)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "empty"), (b"a\nb", "alone"), (b"\xff", "UTF-8"), (b"a" * 5000, "alone")]
)
def test_unusable_secret_file_is_explained(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "url").write_bytes(content)

    with pytest.raises(Misconfigured, match=said):
        parse_settings('[cache]\nredis_url_file = "url"', {}, folder=tmp_path)


def test_two_origins_of_a_secret_are_refused() -> None:
    assert "not both" in mistakes('[cache]\nredis_url_env = "R"\nredis_url_file = "f"')["cache.redis_url_env"]


@pytest.mark.parametrize("url", ["hush", "http://hush", "redis://hush:port", "redis://hush?socket_timeout=9"])
def test_address_of_redis_must_be_one(url: str) -> None:
    found = mistakes('[cache]\nredis_url_env = "R"', {"R": url})

    assert found == {"cache.redis_url_env": "R: This must be an address such as redis://localhost:6379/0."}


def test_address_in_the_place_of_a_variable_is_refused() -> None:
    found = mistakes('[cache]\nredis_url_env = "redis://:hush@h"')

    assert "does not belong in this file" in found["cache.redis_url_env"]


def test_address_that_is_written_out_is_told_once() -> None:
    found = mistakes('[cache]\nredis_url = "redis://:hush@h"\nredis_url_env = "redis://:hush@h"')

    assert list(found) == ["cache.redis_url"]


@pytest.mark.parametrize("key", ["folder", "database", "index"])
def test_empty_path_is_refused(key: str) -> None:
    assert "must not be empty" in mistakes(f'[storage]\n{key} = " "')[f"storage.{key}"]


def test_unset_variable_is_refused() -> None:
    assert "No environment variable" in mistakes('[cache]\nredis_url_env = "R"')["cache.redis_url_env"]


def test_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[web]\nport = 80 80\n", encoding="utf-8")

    with pytest.raises(Misconfigured) as caught:
        load_settings(None, {}, folder=tmp_path)

    assert caught.value.problems[0].path == str(tmp_path / "config.toml")
    assert "line 2" in caught.value.problems[0].message


def test_missing_file_of_the_variable_is_said(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"nowhere\.toml: .*SECONDSOURCE_CONFIG names it"):
        load_settings(None, {"SECONDSOURCE_CONFIG": str(tmp_path / "nowhere.toml")}, folder=tmp_path)


def test_named_file_goes_before_the_environment(tmp_path: Path) -> None:
    for name, port in (("a", 1), ("b", 2), ("config", 3)):
        (tmp_path / f"{name}.toml").write_text(f"[web]\nport = {port}", encoding="utf-8")
    environ = {"SECONDSOURCE_CONFIG": str(tmp_path / "b.toml")}

    ports = [
        load_settings(tmp_path / "a.toml", environ, folder=tmp_path).settings.web.port,
        load_settings(None, environ, folder=tmp_path).settings.web.port,
        load_settings(None, {}, folder=tmp_path).settings.web.port,
        load_settings(None, {}, folder=tmp_path / "elsewhere").settings.web.port,
    ]

    assert ports == [1, 2, 3, 8080]


@pytest.mark.parametrize(
    ("content", "said"), [(None, "no such file"), ("folder", "folder"), (b"\xff\xfe", "UTF-8")]
)
def test_unreadable_file_is_explained(tmp_path: Path, content: bytes | str | None, said: str) -> None:
    file = tmp_path / "config.toml"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content:
        file.mkdir()

    with pytest.raises(Misconfigured, match=said):
        load_settings(file, {}, folder=tmp_path)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("[telegram]\ntoken_env = 'BAD'", "telegram.token_env"),
        ("[telegram]\ntoken_env = 'T'\nmode = 'webhook'\nwebhook_secret_env = 'S'", "public.url"),
        (
            "[telegram]\ntoken_env = 'T'\nmode = 'webhook'\n[public]\nurl = 'https://b.example'",
            "telegram.webhook_secret",
        ),
        ("[slack]\nbot_token_env = 'BAD'\napp_token_env = 'A'", "slack.bot_token_env"),
        ("[slack]\nbot_token_env = 'B'", "slack.app_token"),
        ("[slack]\nbot_token_env = 'B'\nmode = 'http'\nsigning_secret_env = 'S'", "public.url"),
        (
            "[slack]\nbot_token_env = 'B'\nmode = 'http'\n[public]\nurl = 'https://b.example'",
            "slack.signing_secret",
        ),
    ],
)
def test_front_must_have_what_it_needs(text: str, path: str) -> None:
    environ = {"T": "1:a", "S": "s", "B": "xoxb-1", "A": "xapp-1", "BAD": "hush!"}

    found = mistakes(text, environ)

    assert list(found) == [path]
    assert "hush" not in str(found)


@pytest.mark.parametrize("url", ["http://b.example", "b.example", "https://b.example/?x=1"])
def test_public_address_must_be_https(url: str) -> None:
    assert "https://" in mistakes(f"[public]\nurl = '{url}'")["public.url"]


def test_thresholds_are_as_shipped_where_left_out() -> None:
    assert weights_in_force(read("").thresholds) == load_weights()


def test_thresholds_are_read_for_all_and_by_language() -> None:
    weights = weights_in_force(
        read("[thresholds]\npossible = 0.4\n[thresholds.languages.my]\nstrong = 0.9").thresholds
    )

    assert (weights.thresholds_for("en").possible, weights.thresholds_for("my").possible) == (0.4, 0.4)
    assert weights.thresholds_for("my").strong == 0.9


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("possible = 0", "thresholds.possible", "above 0"),
        ("strong = 1.0", "thresholds.strong", "below 1"),
        ("possible = 0.8\nstrong = 0.5", "thresholds", "possible (0.8) < strong (0.5)"),
        ("possible = 0.97", "thresholds", "0 < possible (0.97) < strong"),
        ("[thresholds.languages.my]\nstrong = 0.01", "thresholds.languages.my", "strong (0.01)"),
        ("[thresholds.languages.my]\npossibel = 0.5", "thresholds.languages.my.possibel", "possible"),
        ("[thresholds.languages.Burmese]\nstrong = 0.9", "thresholds.languages", "small letters"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(text: str, path: str, said: str) -> None:
    found = mistakes(f"[thresholds]\n{text}")

    assert list(found) == [path]
    assert said in found[path]

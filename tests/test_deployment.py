"""What is shipped beside the code: lock files, containers, commands, and the operations manual."""

import json
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pmo.environment import SECRETS

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())


def names_of_settings():
    """Every variable that settings read from the environment."""
    text = "".join((CHECKOUT / "pmo" / name).read_text() for name in ("settings.py", "single_sign_on.py"))
    return set(re.findall(r"""env\.\w+\(\s*["']([A-Z_]+)""", text))


def test_plotly_in_the_browser_is_the_one_that_python_draws_for():
    from plotly.offline import get_plotlyjs_version

    packages = json.loads((CHECKOUT / "package.json").read_text())["dependencies"]
    assert packages["plotly.js-basic-dist-min"] == get_plotlyjs_version()


def test_front_end_packages_are_pinned_and_htmx_stays_at_two():
    packages = json.loads((CHECKOUT / "package.json").read_text())
    pinned = {**packages["dependencies"], **packages["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pinned.values())
    assert pinned["htmx.org"].startswith("2.")


@pytest.mark.parametrize("name", ["requirements/runtime.txt", "requirements/development.txt", "package-lock.json"])
def test_lock_files_name_no_registry(name):
    text = (CHECKOUT / name).read_text()
    assert '"resolved"' not in text
    assert "index-url" not in text
    assert not re.search(r"https?://(registry|pypi|files)\.", text)


def test_python_lock_files_carry_a_hash_for_every_package():
    for name in ("runtime", "development"):
        text = (CHECKOUT / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        assert lines
        assert all("--hash=sha256:" in line for line in lines)


def test_every_service_is_hardened_and_watched(compose):
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "healthcheck" in service, name


def test_the_services_are_those_of_the_product(compose):
    assert set(compose["services"]) == {"proxy", "prepare", "web", "worker", "beat", "database", "queue"}
    assert "healthz/ready" in " ".join(compose["services"]["web"]["healthcheck"]["test"])
    assert "healthz/live" in (CHECKOUT / "Dockerfile").read_text()


def test_only_the_proxy_is_reached_from_outside(compose):
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["inside"] == {"internal": True}
    for name in ("database", "queue"):
        assert compose["services"][name]["networks"] == ["inside"]


def test_what_has_no_safe_default_must_be_filled_in():
    text = (CHECKOUT / "docker-compose.yml").read_text()
    for name in ("SITE_URL", "SITE_HOST", "DEFAULT_FROM_EMAIL"):
        assert re.search(rf"\$\{{{name}:\?Set {name} in \.env", text), name
        assert not re.search(rf"\$\{{{name}:-", text), name
        assert f"\n{name}=\n" in (CHECKOUT / "docker" / "example.env").read_text()


def test_secrets_reach_the_containers_as_files_only(compose):
    for name, service in compose["services"].items():
        given = service.get("environment", {})
        named = {value.rpartition("/")[2] for key, value in given.items() if key.endswith("_FILE")}
        assert named <= set(service.get("secrets", ())) <= set(compose["secrets"]), name
        assert not {*SECRETS, "POSTGRES_PASSWORD"} & set(given), name
    read = {name.lower() for name in SECRETS} - {"cache_url"}
    assert set(compose["services"]["web"]["secrets"]) == read
    assert all(one["file"].startswith("${SECRETS:-./secrets}/") for one in compose["secrets"].values())
    assert "secrets" in (CHECKOUT / ".dockerignore").read_text().split()
    assert "secrets/" in (CHECKOUT / ".gitignore").read_text().split()


def test_the_script_makes_every_secret_once(compose, tmp_path):
    folder = tmp_path / "with space"
    command = ["sh", str(CHECKOUT / "docker" / "make_secrets.sh"), str(folder)]
    refused = subprocess.run(command, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True)
    assert refused.returncode == 1 and "EMAIL_URL" in refused.stderr
    environment = {"PATH": os.environ["PATH"], "EMAIL_URL": "smtp://mail", "REDIS_PASSWORD": "given"}
    for _again in range(2):
        subprocess.run(command, env=environment, check=True, capture_output=True)
        found = {path.name: path.read_text() for path in folder.iterdir()}
    assert set(found) == set(compose["secrets"]) and folder.stat().st_mode & 0o777 == 0o700
    assert found["database_url"] == f"postgres://pmo:{found['postgres_password']}@database:5432/pmo"
    assert found["redis_url"] == "redis://:given@queue:6379/0" and len(found["secret_key"]) == 64


def test_the_secret_of_the_sign_on_can_be_given_later(tmp_path):
    command = ["sh", str(CHECKOUT / "docker" / "make_secrets.sh"), str(tmp_path)]
    environment = {"PATH": os.environ["PATH"], "EMAIL_URL": "smtp://mail"}
    for given, kept in (({}, "none"), ({"OIDC_CLIENT_SECRET": "given"}, "given"), ({}, "given")):
        subprocess.run(command, env=environment | given, check=True, capture_output=True)
        assert (tmp_path / "oidc_client_secret").read_text() == kept


def test_every_setting_that_an_installation_may_want_reaches_the_containers(compose):
    """Those left out belong to the one-command start, to the image or to servers of another kind."""
    given = {name.removesuffix("_FILE") for name in compose["services"]["web"]["environment"]}
    assert names_of_settings() - given == {
        "CACHE_URL", "DEBUG", "MEDIA_ROOT", "PORT", "STATIC_ROOT",
    }  # fmt: skip


def test_what_the_containers_are_given_is_what_settings_read(compose):
    given = {name.removesuffix("_FILE") for name in compose["services"]["web"]["environment"]}
    assert given <= names_of_settings()


def test_the_image_runs_without_rights():
    text = (CHECKOUT / "Dockerfile").read_text()
    assert re.search(r"^USER 10001$", text, re.MULTILINE)
    assert "--require-hashes" in text


def test_the_operations_manual_lists_every_setting():
    manual = (CHECKOUT / "docs" / "operations.md").read_text()
    missing = {name for name in names_of_settings() if f"`{name}`" not in manual}
    assert not missing


def test_every_command_of_the_makefile_is_explained_by_help():
    text = (CHECKOUT / "Makefile").read_text()
    phony = set(re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)[1].split())
    phony -= {"help", "runtime", "development", "check-templates"}
    answer = subprocess.run(["make", "help"], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert set(re.findall(r"^make ([\w-]+) ", answer.stdout, re.MULTILINE)) == phony


def test_the_script_of_ci_is_well_formed():
    subprocess.run(["bash", "-n", ".ci/run"], cwd=CHECKOUT, check=True)
    text = (CHECKOUT / ".ci" / "run").read_text()
    assert sum(int(seconds) for seconds in re.findall(r"^stage \S+ (\d+)$", text, re.MULTILINE)) < 90 * 60


@pytest.mark.parametrize("failing", ["nothing", "check", "test", "test-full", "development"])
def test_ci_runs_every_stage_and_fails_when_one_does(failing, tmp_path):
    stand_in = tmp_path / "make"
    stand_in.write_text(f'#!/bin/sh\necho "ran $1"\ntest "$1" != {failing}\n')
    stand_in.chmod(0o755)
    for browser in ("chromium", "apt-get"):
        (tmp_path / browser).symlink_to("/bin/true")
    answer = subprocess.run(
        ["bash", ".ci/run"],
        cwd=CHECKOUT,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert (answer.returncode == 0) == (failing == "nothing")
    stages = re.findall(r"^ran (\S+)$", answer.stdout, re.MULTILINE)
    assert stages == (["development"] if failing == "development" else ["development", "check", "test", "test-full"])


def test_production_settings_pass_the_deployment_checks():
    production = {
        "SECRET_KEY": secrets.token_hex(32),
        "SITE_URL": "https://pmo.example.org",
        "ALLOWED_HOSTS": "pmo.example.org",
        "DATABASE_URL": "postgres://pmo:password@database/pmo",
        "REDIS_URL": "redis://queue",
        "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
        "BEHIND_PROXY": "true",
    }
    answer = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=CHECKOUT,
        env={**os.environ, **production},
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stderr


def test_every_image_names_its_release(compose):
    images = [service["image"] for service in compose["services"].values() if not service["image"].startswith("pmo:")]
    images += re.findall(r"^FROM (\S+)", (CHECKOUT / "Dockerfile").read_text(), re.MULTILINE)
    assert len(images) >= 6
    assert all(re.search(r":\d+(\.\d+)*-\w+", image) for image in images), images


def test_what_containers_run_is_sent_to_the_build(compose):
    left_out = {line.strip("/") for line in (CHECKOUT / ".dockerignore").read_text().splitlines()}
    texts = [json.dumps(service) for service in compose["services"].values()]
    named = set(re.findall(r"[\w/]+\.py\b", " ".join([*texts, (CHECKOUT / "Dockerfile").read_text()])))
    assert {"manage.py", "docker/ask_health.py"} <= named
    for name in named:
        assert (CHECKOUT / name).is_file()
        assert not left_out & {name, Path(name).parts[0]}


def test_what_containers_write_lies_on_a_volume_or_in_memory(compose):
    for name in ("prepare", "web", "worker", "beat"):
        service = compose["services"][name]
        assert service["environment"].get("MEDIA_ROOT", "/var/lib/pmo/media") == "/var/lib/pmo/media"
        assert service["volumes"] == ["media:/var/lib/pmo/media"]
        assert [mount.partition(":")[0] for mount in service["tmpfs"]] == ["/tmp"]
    assert "/tmp/beat-schedule" in compose["services"]["beat"]["command"]
    assert '"--worker-tmp-dir", "/dev/shm"' in (CHECKOUT / "Dockerfile").read_text()


def test_the_reverse_proxy_writes_its_log_where_no_file_can_be_opened():
    """Under systemd the error stream is a socket: `/dev/stderr` cannot be opened, and the proxy would not start."""
    assert "error_log stderr" in (CHECKOUT / "docker" / "nginx.conf").read_text()


def test_the_manual_turns_the_proxys_files_into_those_of_a_server_of_ones_own(tmp_path):
    manual = (CHECKOUT / "docs" / "operations.md").read_text()
    for name, there in (("nginx.conf", "nginx.conf"), ("listen-tls.conf", "listen-tls.conf")):
        command = re.search(rf"^sed [^>]*docker/{re.escape(name)} > /etc/nginx/{there}$", manual, re.MULTILINE)[0]
        made = subprocess.run(
            ["sh", "-c", command.partition(" > ")[0]], cwd=CHECKOUT, check=True, capture_output=True, text=True
        ).stdout
        assert not re.search(r"web:8000|resolver|8443|http2|/certificates/|/tmp/nginx", made), name
    assert "listen 443 ssl" in made


def test_nothing_keeps_a_lock_or_a_cursor_beyond_its_transaction():
    """What PgBouncer in transaction mode would break: locks of a session, settings of a session, listening."""
    of_a_session = re.compile(
        r"pg_(try_)?advisory_(lock|unlock)|\bLISTEN \w|[\"\']SET (?!LOCAL |CONSTRAINTS )\w|WITH HOLD"
    )
    apps = ("pmo", "accounts", "portfolio", "projects", "risks", "resources", "reporting", "integrations")
    found = [
        f"{path.relative_to(CHECKOUT)}: {hit[0]}"
        for app in apps
        for path in (CHECKOUT / app).rglob("*.py")
        if "migrations" not in path.parts
        for hit in of_a_session.finditer(path.read_text())
    ]
    assert not found

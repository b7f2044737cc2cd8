"""The manual, the completions and the README say what the program does, and work where they are used."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ENVIRONMENT, ROOT
from typer.testing import CliRunner

from povtool.cli import application

sys.path.insert(0, str(ROOT / "scripts"))

from docgen import outputs, picture, prose, records
from docgen.tree import program

PROGRAM = program()
COMMANDS = [command.name for command in PROGRAM.commands]
PAGES = sorted((ROOT / "man").glob("*.1"))


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")


@cache
def flags_in_help(*command: str) -> set[str]:
    """The options that --help lists, read from what a user sees."""
    shown = CliRunner().invoke(application(), [*command, "--help"], env={"COLUMNS": "200"}).stdout
    return set(
        re.findall(
            r"(?<![\w-])--?[a-zA-Z][\w-]*", shown.partition("\nOptions:")[2].partition("\nCommands:")[0]
        )
    )


# -- Drift -------------------------------------------------------------------------------------------------


def docs(*arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "scripts" / "docs.py"), *arguments],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
    )


@pytest.mark.parametrize("part", ["man", "completions", "outputs"])
def test_nothing_has_drifted(part):
    done = docs("--check", part)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def checkout(tmp_path):
    for folder in ("scripts", "docs", "man", "completions"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def test_drift_is_named_and_mended(checkout):
    changed, stale = checkout / "man" / "povtool-diff.1", checkout / "man" / "povtool-gone.1"
    good = changed.read_text("utf-8")
    changed.write_text(good.replace("context", "contest"), "utf-8")
    stale.write_text("", "utf-8")
    done = docs("--check", "man", "completions", root=checkout)
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "man/povtool-diff.1",
        "man/povtool-gone.1",
    ]
    assert stale.exists() and changed.read_text("utf-8") != good

    assert docs("man", "completions", root=checkout).returncode == 0
    assert not stale.exists() and changed.read_text("utf-8") == good


# -- Manual pages ------------------------------------------------------------------------------------------


def test_every_command_has_its_page():
    assert {page.stem for page in PAGES} == {"povtool", *(f"povtool-{command}" for command in COMMANDS)}


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_page_has_every_option_of_its_command(command):
    page = (ROOT / "man" / f"{'-'.join(filter(None, ('povtool', command)))}.1").read_text("utf-8")
    headed = {term.replace("\\-", "-") for term in re.findall(r"^\.TP\n(.*)", page, re.MULTILINE)}
    documented = {
        flag
        for term in headed
        for flag in re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", term.replace(r"\fB", " "))
    }
    flags = flags_in_help(*filter(None, [command]))
    assert flags and flags <= documented


def test_the_main_page_describes_every_record_field():
    page = (ROOT / "man" / "povtool.1").read_text("utf-8")
    from povtool.records import Difference, Document, Formula, Metric, Reuse, Stat

    for kind in (Document, Metric, Formula, Stat, Difference, Reuse):
        section = page.partition(f".SS {kind.__name__.lower()}\n")[2].partition(".SS ")[0]
        for field in kind.__annotations__:
            assert rf"\fB{field}\fR" in section, (kind, field)


def test_record_fields_are_told_in_json_terms():
    document = next(shape for shape in records.shapes() if shape.name == "document")
    fields = {field.name: field for field in document.fields}
    assert fields["offsets"].holds == "list of lists of numbers"
    assert fields["sha256"].help.startswith("Of the raw bytes")
    metric = next(shape for shape in records.shapes() if shape.name == "metric")
    assert next(field.holds for field in metric.fields if field.name == "value") == "number or null"


@needs("mandoc")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_mandoc_finds_no_fault(page):
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0)


@needs("groff")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_groff_finds_no_fault(page):
    done = subprocess.run(
        ["groff", "-man", "-ww", "-z", "-K", "utf8", "-T", "utf8", page], capture_output=True, text=True
    )
    assert (done.stderr, done.returncode) == ("", 0)


@needs("man")
def test_man_shows_chinese_and_copies_options():
    done = subprocess.run(
        ["man", "--warnings", "-l", ROOT / "man" / "povtool-metrics.1"],
        capture_output=True,
        env={**ENVIRONMENT, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"},
    )
    shown = re.sub(r"\x1b\[[\d;]*m|.\x08", "", done.stdout.decode())
    assert done.stderr == b"" and "五个一批" in shown and "--on-error" in shown


def test_prose_reaches_the_formatter_as_it_was_written():
    assert prose.macros(".start 'quoted'\n'second \\t line") == [
        ".PP",
        "\\&.start 'quoted'",
        "\\&'second \\et line",
    ]
    assert prose.macros("    a-b '\\n'\n    .x") == [
        ".PP",
        ".RS 4",
        ".EX",
        r"a\-b \(aq\en\(aq",
        r"\&.x",
        ".EE",
        ".RE",
    ]
    assert prose.macros("`-o` *FILE*\n: Writes\n  it.") == [".TP", r"\fB\-o\fR \fIFILE\fR", "Writes", "it."]
    assert prose.inline("seeds/* and seeds/*") == "seeds/* and seeds/*"


def test_own_definitions_win_over_shared_ones():
    own, shared = (
        {"EXIT STATUS": "`0`\n: Found."},
        {"EXIT STATUS": "`0`\n: Done.\n\n`2`\n: Trouble.", "FILES": "None."},
    )
    assert prose.joined(own, shared) == {"EXIT STATUS": "`0`\n: Found.\n\n`2`\n: Trouble.", "FILES": "None."}


# -- README ------------------------------------------------------------------------------------------------


def test_readme_mentions_every_command():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [command for command in COMMANDS if not re.search(rf"\bpovtool {command}\b", readme)] == []


def test_blocks_are_filled_with_real_output():
    page = (
        "Before.\n\n<!-- output lines=2: printf '脱贫\\n``` \\nc\\n' -->\n```console\nold\n\nold\n```\n\n"
        "<!-- output: povtool --version; exit 1 -->\n\n```sh\nAfter.\n```\n"
    )
    filled = outputs.refreshed(page, ROOT)
    assert filled == (
        "Before.\n\n<!-- output lines=2: printf '脱贫\\n``` \\nc\\n' -->\n````console\n"
        "$ printf '脱贫\\n``` \\nc\\n'\n脱贫\n```\n…\n````\n\n"
        f"<!-- output: povtool --version; exit 1 -->\n```text\npovtool {PROGRAM.version}\n```\n\n"
        "```sh\nAfter.\n```\n"
    )
    assert outputs.refreshed(filled, ROOT) == filled


def test_blocks_have_no_colours_whatever_the_terminal(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    page = "<!-- output: povtool grep-metrics --format text 贫困 seeds/* | head -n 3 -->\n```\n```\n"
    filled = outputs.refreshed(page, ROOT)
    assert "贫困" in filled.partition("-->")[2] and "\x1b" not in filled


@pytest.mark.parametrize(
    "page, told",
    [
        ("<!-- output: povtool clean nosuchfile -->\n```\n```\n", "exit status 2: nosuchfile"),
        ("<!-- output: no-such-command -->\n```\n```\n", "exit status 127"),
    ],
)
def test_a_block_that_cannot_be_filled_is_an_error(page, told):
    with pytest.raises(ValueError, match=told):
        outputs.refreshed(page, ROOT)


def test_an_expected_failure_can_be_shown():
    page = "<!-- output status=2: povtool clean nosuchfile 2>&1 -->\n```\n```\n"
    assert "nosuchfile: no such file or directory" in outputs.refreshed(page, ROOT)


def test_pictures_are_the_same_each_time_and_give_a_chinese_character_two_cells():
    command = r"printf 'ab\e[1;33m贫困\e[0m\n%0200d\n' 7"
    drawn, again = (picture.picture(command, ROOT, typed="povtool clean", lines=2) for _ in range(2))
    assert drawn == again and "$&#160;povtool&#160;clean" in drawn
    (places,) = re.findall(r'x="([^"]*)"[^>]*>贫困<', drawn)
    assert [float(place) / 12.2 for place in places.split()] == pytest.approx([2, 4])
    assert "@font-face" not in drawn and "0007" not in drawn  # no outside fonts; cut after two lines


# -- Completions -------------------------------------------------------------------------------------------


def bash(*words: str, cwd: Path = ROOT) -> list[str]:
    """What the completion function offers for the last word."""
    driver = (
        f'source "{ROOT}/completions/povtool.bash"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _povtool; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", driver, "-", *words], capture_output=True, text=True, cwd=cwd
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


@needs("bash")
def test_bash_completes_commands_and_options():
    assert bash("povtool", "") == COMMANDS
    assert bash("povtool", "gr") == ["grep-metrics"]
    assert set(bash("povtool", "-")) == flags_in_help()
    for command in COMMANDS:
        assert set(bash("povtool", command, "-")) == flags_in_help(command), command


@needs("bash")
@pytest.mark.parametrize(
    "words, offered",
    [
        (["convert", "--to", ""], ["hans", "hant", "tw", "hk"]),
        (["convert", "--to", "=", "ha"], ["hans", "hant"]),
        (["convert", "--to", "="], ["hans", "hant", "tw", "hk"]),
        (["convert", "--to=ha"], ["--to=hans", "--to=hant"]),
        (["convert", "-c", "tw2"], ["tw2s", "tw2sp", "tw2t"]),
        (["-h", "clean", "--on-error", "s"], ["skip"]),
        (["clean", "--jobs", ""], []),
        (["clean", "a 1"], ["a 1.txt"]),
        (["clean", "--errors", "a"], ["a 1.txt"]),
        (["clean", "--errors=a"], ["--errors=a 1.txt"]),
        (["clean", "--", "-d"], ["-dash.txt"]),
        (["clean", "--", "--format", ""], ["-dash.txt", "a 1.txt"]),
        (["nosuch", ""], []),
    ],
)
def test_bash_completes_values_and_files(words, offered, tmp_path):
    (tmp_path / "a 1.txt").touch()
    (tmp_path / "-dash.txt").touch()
    assert sorted(bash("povtool", *words, cwd=tmp_path)) == sorted(offered)


def fish(line: str, cwd: Path = ROOT) -> dict[str, str]:
    """Each candidate for the end of the line, with its description."""
    driver = f'source "{ROOT}/completions/povtool.fish"; complete -C "{line}"'
    done = subprocess.run(
        ["fish", "--no-config", "-c", driver],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**ENVIRONMENT, "HOME": str(cwd)},
    )
    assert done.stderr == ""
    return dict(offer.partition("\t")[::2] for offer in done.stdout.splitlines())


@needs("fish")
def test_fish_completes_commands_options_values_and_files(tmp_path):
    (tmp_path / "clean").touch()
    offered = fish("povtool ", tmp_path)
    assert sorted(offered) == sorted(COMMANDS)
    assert offered["grep-metrics"].startswith("Find the figures")
    options = fish("povtool convert --")
    assert set(options) == {flag for flag in flags_in_help("convert") if flag.startswith("--")}
    assert options["--errors"].startswith("Write what was rejected")
    assert sorted(fish("povtool convert --to ")) == ["hans", "hant", "hk", "tw"]
    assert sorted(fish("povtool convert clean --to=ha")) == ["--to=hans", "--to=hant"]
    assert list(fish("povtool metrics cl", tmp_path)) == ["clean"]
    assert fish("povtool metrics clean --bl", tmp_path) == {}  # a file of that name is no command
    assert list(fish("povtool metrics --output cl", tmp_path)) == ["clean"]
    assert fish("povtool metrics --jobs ", tmp_path) == {}


class Shell:
    """An interactive shell on a terminal, typed into and looked at."""

    def __init__(self, arguments: list[str], cwd: Path) -> None:
        self._seen = ""
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(cwd)
            shell = {
                "PS1": "READY> ",
                "TERM": "dumb",
                "LC_ALL": "C.UTF-8",
                "COLUMNS": "160",
                "HOME": str(cwd),
            }
            os.execvpe(arguments[0], arguments, {**ENVIRONMENT, **shell})
        self.expect("READY> ")

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def expect(self, pattern: str) -> str:
        """Wait for the pattern; what was shown up to it since the last one."""
        end = time.monotonic() + 20
        while not (found := re.search(pattern, self._seen)):
            assert time.monotonic() < end, f"{pattern!r} did not come: {self._seen!r}"
            if select.select([self._terminal], [], [], 0.1)[0]:
                self._seen += os.read(self._terminal, 65536).decode("utf-8", "replace")
        shown, self._seen = self._seen[: found.end()], self._seen[found.end() :]
        return shown

    def close(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)


@contextlib.contextmanager
def interactive(arguments: list[str], cwd: Path, setup: str) -> Iterator[Shell]:
    shell = Shell(arguments, cwd)
    try:
        shell.type(f"{setup}; echo set''up\n")
        shell.expect(r"\nsetup[\s\S]*READY> ")
        yield shell
    finally:
        shell.close()


@needs("bash")
def test_bash_completes_while_typing(tmp_path):
    (tmp_path / "a 1.txt").touch()
    (tmp_path / "folder").mkdir()
    with interactive(
        ["bash", "--norc", "--noprofile", "-i"], tmp_path, f"source {ROOT}/completions/povtool.bash"
    ) as shell:
        shell.type("povtool gr\t")
        shell.expect("povtool grep-metrics ")
        shell.type("--col\t=al\t")
        shell.expect("--color =?|--color ")
        shell.type("\x15povtool convert --to=han\t\t")
        shell.expect(r"hans\s+hant")
        shell.type("\x15povtool clean a\t")
        shell.expect(r"povtool clean a\\ 1\.txt ")
        shell.type("--output=fo\t")
        shell.expect("--output=folder/")


@needs("zsh")
def test_zsh_completes_while_typing(tmp_path):
    (tmp_path / "page.txt").touch()
    setup = f"fpath=({ROOT}/completions $fpath); autoload -U compinit; compinit -u -D"
    with interactive(["zsh", "-f", "-i"], tmp_path, setup) as shell:
        shell.type("povtool \t")
        listed = shell.expect(r"stats +-- Count and sum[\s\S]*READY> ")
        assert set(re.findall(r"^([\w-]+) +-- ", listed, re.MULTILINE)) == set(COMMANDS)
        shell.type("gr\t")
        shell.expect("povtool grep-metrics ")
        shell.type("--col\t")
        shell.expect("--color")
        shell.type("\x15povtool clean --\t")
        listed = shell.expect(r"--recursive +-- Read[\s\S]*READY> ")
        assert set(re.findall(r"^(--[\w-]+) +-- ", listed, re.MULTILINE)) == {
            flag for flag in flags_in_help("clean") if flag.startswith("--")
        }
        assert "Output format; auto: text on a terminal" in listed
        shell.type("\x15povtool convert --to=\t")
        shell.expect(r"hans +hant +hk +tw[\s\S]*READY> ")
        shell.type("\x15povtool metrics -f t\t")
        shell.expect(r"table +text +tsv[\s\S]*READY> ")
        shell.type("\x15povtool metrics pa\t")
        shell.expect("povtool metrics page.txt ")
        shell.type("\x15povtool grep-metrics pa\t")  # PATTERN is no file
        shell.type("\x15povtool grep-metrics 贫困 pa\t")
        assert "pattern page.txt" not in shell.expect("贫困 page.txt ")

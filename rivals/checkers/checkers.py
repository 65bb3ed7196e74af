"""What rivals/checkers/run and rivals/checkers/mutants share: building, starting a JVM, facts, tables."""
import datetime
import json
import os
import platform
import re
import resource
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LIBRARIES = HERE / "target" / "lib"
CLASSES = HERE / "target" / "classes"
LAB = f"{ROOT}/lab-cli/target/lib/*:{ROOT}/mutants/target/classes"

OWN_SCENARIOS = 5  # of Lincheck, random
INTERLEAVINGS = 500  # at most, of each of Lincheck's scenarios
LIMIT = 300  # seconds for one JVM

# Short runs are fastest with the first compiler and the simplest collector, Lincheck's as well.
SHORT = ["-Djdk.trackAllThreads=false", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
PROBES = {  # flags, main class, arguments
    "engine": (["--add-opens=java.base/java.lang=ALL-UNNAMED", *SHORT], "chatlab.harness.exploration.EngineProbe", []),
    "lincheck": (["-XX:+EnableDynamicAgentLoading", "--sun-misc-unsafe-memory-access=allow", *SHORT], "LincheckProbe",
                 [str(OWN_SCENARIOS), str(INTERLEAVINGS)]),
    "stress": (["--enable-native-access=ALL-UNNAMED"], "chatlab.races.run.StressProbe", []),
    "race": (["--enable-native-access=ALL-UNNAMED"], "chatlab.races.run.QuickRaceProbe", []),
}


class NoAnswer(Exception):
    pass


def java(program="java"):
    """A program of the JDK that the lab uses."""
    says = subprocess.run([str(ROOT / "lab"), "doctor"], capture_output=True, text=True).stdout
    found = re.search(r"/\S+", next(line for line in says.splitlines() if "JDK" in line))
    return str(Path(found.group().rstrip(",;)")) / "bin" / program)


def build():
    subprocess.run([str(ROOT / "lab"), "--version"], check=True, stdout=subprocess.DEVNULL)
    if not LIBRARIES.exists():
        subprocess.run(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies",
                        f"-DoutputDirectory={LIBRARIES}"], check=True)
    CLASSES.mkdir(parents=True, exist_ok=True)
    subprocess.run([java("javac"), "-d", str(CLASSES), "-cp", f"{LAB}:{LIBRARIES}/*",
                    *map(str, HERE.glob("*.java"))], check=True)


def start(runtime, flags, main, arguments, classes=CLASSES):
    command = [runtime, *flags, "-cp", f"{classes}:{CLASSES}:{LAB}:{LIBRARIES}/*", main, *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        raise NoAnswer(f"{main}: not done after {LIMIT} s") from None


def probe(runtime, tool, strategy, *more, classes=CLASSES):
    """One tool on one strategy, which may be a class in a folder of its own. Raises NoAnswer."""
    flags, main, arguments = PROBES[tool]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = start(runtime, flags, main, [strategy, str(int(time.time() * 1000)), *arguments, *more], classes)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = next((line for line in done.stdout.splitlines() if line.startswith("{")), None)
    if answer is None:
        raise NoAnswer(f"{main} {strategy}:\n{done.stdout}{done.stderr}")
    cpu = sum(getattr(after, field) - getattr(before, field) for field in ("ru_utime", "ru_stime"))
    return {"tool": tool, "strategy": strategy, "processor_seconds": round(cpu, 2), **json.loads(answer)}


def environment(runtime, load):
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    version = subprocess.run([runtime, "--version"], capture_output=True, text=True).stdout.splitlines()
    return {
        "date": datetime.date.today().isoformat(),
        "processor": f"{os.cpu_count()} × {model}",
        "java": version[0],
        "load": f"{load[0]:.1f} at the beginning, {os.getloadavg()[0]:.1f} at the end",
        "lincheck": re.search(r"lincheck</artifactId><version>(.*?)<", (HERE / "pom.xml").read_text())[1],
        "jcstress": re.search(r"<jcstress.version>(.*?)<", (ROOT / "pom.xml").read_text())[1],
    }


def table(head, rows):
    line = lambda cells: ("| " + " | ".join(cells) + " |").replace("|  |", "| |")
    return [line(head), "|" + "---|" * len(head), *map(line, rows)]

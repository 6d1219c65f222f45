/** Finds a Python that can run the server. Knows nothing of VS Code, so that it can be tested without it. */

export interface Interpreter {
  readonly path: string;
  readonly version: string;
  readonly origin: string;
}

export interface Sources {
  /** The user's own choice; when it is set, nothing else is tried. */
  readonly setting: readonly string[];
  /** The choice made in the Python extension, when there is one to ask. */
  readonly chosenElsewhere: () => Promise<string | undefined>;
  readonly platform: NodeJS.Platform;
  /** Runs a program and returns what it prints; rejects when it can't be run or fails. */
  readonly run: (command: string, args: readonly string[]) => Promise<string>;
}

/** Says what was tried and why nothing fits: `newest` is the newest of those that are too old, `chosen` the user's own choice. */
export class NoInterpreter extends Error {
  constructor(refusals: readonly string[], readonly newest?: TooOld, readonly chosen?: string) {
    super(refusals.join("\n"));
  }
}

interface TooOld {
  readonly command: string;
  readonly version: string;
}

const OLDEST = [3, 10] as const;
const ASK = ["-I", "-S", "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3]); print(sys.executable)"];

/** Returns the first Python that is new enough; the error says what was tried and why nothing fits. */
export async function findInterpreter(sources: Sources): Promise<Interpreter> {
  const refusals: string[] = [];
  const old: TooOld[] = [];
  for await (const candidate of candidates(sources)) {
    const [origin, command, ...args] = candidate;
    try {
      const interpreter = await ask(sources, candidate);
      const { version } = interpreter;
      if (isNewEnough(version)) {
        return interpreter;
      }
      refusals.push(`${[command, ...args].join(" ")} (${origin}) is Python ${version}`);
      old.push({ command: [command, ...args].join(" "), version });
    } catch (error) {
      refusals.push(`${[command, ...args].join(" ")} (${origin}) can't be run: ${firstLine(error)}`);
    }
  }
  const [newest] = old.sort((one, other) => compare(other.version, one.version));
  throw new NoInterpreter(refusals, newest, sources.setting[0]);
}

/** Returns every Python of this machine that can run the server, each path once, in the order in which they are tried. */
export async function listInterpreters(sources: Sources): Promise<Interpreter[]> {
  const found = new Map<string, Interpreter>();
  for await (const candidate of candidates({ ...sources, setting: [] })) {
    const interpreter = await ask(sources, candidate).catch(() => undefined);
    if (interpreter && isNewEnough(interpreter.version) && !found.has(interpreter.path)) {
      found.set(interpreter.path, interpreter);
    }
  }
  return [...found.values()];
}

async function ask(sources: Sources, [origin, command, ...args]: Candidate): Promise<Interpreter> {
  const [version = "", path = ""] = (await sources.run(command, [...args, ...ASK])).trim().split(/\r?\n/);
  return { path, version, origin };
}

type Candidate = readonly [origin: string, command: string, ...args: string[]];

async function* candidates(sources: Sources): AsyncGenerator<Candidate> {
  const [command, ...args] = sources.setting;
  if (command) {
    yield ["agentls.interpreter", command, ...args];
    return;
  }
  const elsewhere = await sources.chosenElsewhere().catch(() => undefined);
  if (elsewhere) {
    yield ["Python extension", elsewhere];
  }
  yield ["PATH", "python3"];
  yield ["PATH", "python"];
  if (sources.platform === "win32") {
    yield ["PATH", "py", "-3"];
  }
  const managed = await sources.run("uv", ["python", "find", `>=${OLDEST.join(".")}`]).catch(() => "");
  if (managed.trim()) {
    yield ["uv", managed.trim()];
  }
}

function isNewEnough(version: string): boolean {
  return compare(version, OLDEST.join(".")) >= 0;
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split(".").map(Number));
  const [major = 0, minor = 0] = (left ?? []).map((number, index) => number - (right?.[index] ?? 0));
  return major || minor;
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n", 1)[0] ?? "";
}

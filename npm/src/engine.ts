// agentls itself, in Python that runs in WebAssembly: the same in Node and in a browser.

import type { PyodideConfig, PyodideInterface } from "pyodide";

const FOLDER = "/agentls";
const MAIN = `
import gc, sys

def run(words):
    from agentls.cli.main import main
    try:
        return main(words)
    except SystemExit as end:
        return end.code or 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        gc.collect()

sys.path.insert(0, "${FOLDER}")
run
`;

export type Load = (options: PyodideConfig) => Promise<PyodideInterface>;
export type Write = (bytes: Uint8Array) => void;

/** Where a command writes to. */
export interface Streams {
  out: Write;
  error: Write;
  isTerminal: boolean;
}

export class Engine {
  private constructor(
    readonly python: PyodideInterface,
    private readonly main: (words: unknown) => number,
  ) {}

  /** Load Python and unpack agentls, which is the zip `archive`, into its memory. */
  static async start(load: Load, options: PyodideConfig, archive: Uint8Array): Promise<Engine> {
    const python = await load(options);
    python.unpackArchive(archive, "zip", { extractDir: FOLDER });
    return new Engine(python, python.runPython(MAIN) as (words: unknown) => number);
  }

  /** Run one command line, and return its exit status. */
  run(words: readonly string[], streams: Streams): number {
    const writer = (write: Write): { write: (bytes: Uint8Array) => number; isatty: boolean } => ({
      write: (bytes) => {
        write(bytes);
        return bytes.length;
      },
      isatty: streams.isTerminal,
    });
    this.python.setStdout(writer(streams.out));
    this.python.setStderr(writer(streams.error));
    return this.main(this.python.toPy([...words]));
  }
}

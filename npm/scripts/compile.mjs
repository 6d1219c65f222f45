// Compile the Python below the folder named for the Python that will run it: node compile.mjs FOLDER

import { loadPyodide } from "pyodide";

const python = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
python.FS.mkdir("/agentls");
python.FS.mount(python.FS.filesystems.NODEFS, { root: process.argv[2] }, "/agentls");
const is_whole = python.runPython(`
import compileall, pathlib, py_compile
MODE = py_compile.PycInvalidationMode.UNCHECKED_HASH
is_whole = compileall.compile_dir("/agentls", quiet=1, legacy=True, invalidation_mode=MODE)
for source in pathlib.Path("/agentls").rglob("*.py"):
    source.unlink()
is_whole
`);
process.exitCode = is_whole ? 0 : 1;

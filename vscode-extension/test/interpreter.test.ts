import assert from "node:assert/strict";
import { test } from "node:test";
import { findInterpreter, listInterpreters, NoInterpreter, type Sources } from "../src/interpreter";

/** A machine on which each of these commands is a Python of that version, and no other command exists. */
function machine(pythons: Record<string, string>, rest: Partial<Sources> = {}): Sources & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    setting: [],
    chosenElsewhere: () => Promise.resolve(undefined),
    platform: "linux",
    run: (command, args) => {
      const name = [command, ...args].join(" ").split(" -I ", 1)[0] ?? "";
      asked.push(name);
      const found = pythons[name];
      return found === undefined ? Promise.reject(new Error(`spawn ${command} ENOENT\nmore`)) : Promise.resolve(found);
    },
    ...rest,
  };
}

const python = (version: string, path: string): string => `${version}\n${path}\n`;

test("the first of python3 and python on the PATH that is new enough is taken", async () => {
  const both = machine({ python3: python("3.12.1", "/usr/bin/python3.12"), python: python("3.11.0", "/other") });
  assert.deepEqual(await findInterpreter(both), { version: "3.12.1", path: "/usr/bin/python3.12", origin: "PATH" });
  const old = machine({ python3: python("3.9.6", "/usr/bin/python3"), python: python("3.10.0", "/opt/python") });
  assert.equal((await findInterpreter(old)).path, "/opt/python");
});

test("versions are compared as numbers", async () => {
  assert.equal((await findInterpreter(machine({ python3: python("3.10.0", "/a") }))).version, "3.10.0");
  assert.equal((await findInterpreter(machine({ python3: python("4.0.0", "/a") }))).version, "4.0.0");
  await assert.rejects(findInterpreter(machine({ python3: python("2.7.18", "/a") })), NoInterpreter);
});

test("the setting decides alone, also when it is wrong", async () => {
  const rest = { setting: ["/mine/python", "-3"] };
  const right = machine({ "/mine/python -3": python("3.13.0", "/mine/python3.13"), python3: python("3.12.0", "/a") }, rest);
  assert.equal((await findInterpreter(right)).origin, "agentls.interpreter");
  const wrong = machine({ python3: python("3.12.0", "/a") }, rest);
  await assert.rejects(findInterpreter(wrong), /\/mine\/python -3 \(agentls\.interpreter\) can't be run: spawn .* ENOENT$/);
  assert.deepEqual(wrong.asked, ["/mine/python -3"]);
});

test("the Python extension's choice comes before the PATH, and its failure does no harm", async () => {
  const pythons = { python3: python("3.12.0", "/a"), "/venv/bin/python": python("3.11.0", "/venv/bin/python") };
  const chosen = machine(pythons, { chosenElsewhere: () => Promise.resolve("/venv/bin/python") });
  assert.equal((await findInterpreter(chosen)).origin, "Python extension");
  const broken = machine(pythons, { chosenElsewhere: () => Promise.reject(new Error("not activated")) });
  assert.equal((await findInterpreter(broken)).path, "/a");
  const old = machine({ ...pythons, "/venv/bin/python": python("3.8.0", "/venv/bin/python") }, {
    chosenElsewhere: () => Promise.resolve("/venv/bin/python"),
  });
  assert.equal((await findInterpreter(old)).path, "/a");
});

test("the launcher is asked on Windows only", async () => {
  const pythons = { "py -3": python("3.12.0", "C:\\Python\\python.exe") };
  assert.equal((await findInterpreter(machine(pythons, { platform: "win32" }))).path, "C:\\Python\\python.exe");
  await assert.rejects(findInterpreter(machine(pythons)), NoInterpreter);
});

test("uv is asked last for a Python that it manages", async () => {
  const pythons = { "uv python find >=3.10": "/uv/python3.13\n", "/uv/python3.13": python("3.13.1", "/uv/python3.13") };
  const managed = machine(pythons);
  assert.equal((await findInterpreter(managed)).origin, "uv");
  assert.deepEqual(managed.asked.slice(0, 2), ["python3", "python"]);
});

test("a list has each Python that can run the server once, without regard to the setting", async () => {
  const pythons = { python3: python("3.12.1", "/a"), python: python("3.12.1", "/a"), "uv python find >=3.10": "/b", "/b": python("3.13.0", "/b") };
  const all = await listInterpreters(machine(pythons, { setting: ["/no/such"] }));
  assert.deepEqual(all.map(({ path, version, origin }) => [path, version, origin]), [["/a", "3.12.1", "PATH"], ["/b", "3.13.0", "uv"]]);
});

test("a failure tells everything that was tried", async () => {
  const error = await findInterpreter(machine({ python3: python("3.6.9", "/old") })).catch((each: unknown) => each);
  assert.ok(error instanceof NoInterpreter);
  assert.deepEqual(error.message.split("\n"), [
    "python3 (PATH) is Python 3.6.9",
    "python (PATH) can't be run: spawn python ENOENT",
  ]);
});

import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, test } from "node:test";
import type { ExtensionContext } from "vscode";
import { activate, deactivate } from "../src/extension";
import { LanguageClient } from "./stubs/languageclient";
import { interpreterChosen, world } from "./stubs/vscode";

const folder = mkdtempSync(join(tmpdir(), "agentls-"));

/** Puts a program on an otherwise empty PATH that says it is this Python. */
function install(name: string, version: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho ${version}\necho ${path}\n`);
  chmodSync(path, 0o755);
  return path;
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));
const agent = { languageId: "chatagent" };
const begin = async (documents: { languageId: string }[]): Promise<void> => {
  world.documents = documents;
  activate({ extensionPath: folder, subscriptions: [] as unknown[] } as ExtensionContext);
  await settle();
};
const python3 = install("python3", "3.12.1");
const other = install("other", "3.13.0");
const old = install("old", "3.8.1");

beforeEach(async () => {
  await deactivate().catch(() => undefined);
  process.env["PATH"] = folder;
  LanguageClient.all.length = 0;
  LanguageClient.failing = false;
  Object.assign(world, { settings: {}, documents: [], found: [], trusted: true, python: undefined, languages: ["chatagent"] });
  for (const list of [world.opened, world.configured, world.interpreterChosen, world.messages]) {
    list.length = 0;
  }
});

test("nothing is started for files that are no agent files", async () => {
  await begin([{ languageId: "markdown" }]);
  assert.equal(LanguageClient.all.length, 0);
  world.opened.forEach((listener) => { listener({ languageId: "markdown" }); });
  await settle();
  assert.equal(LanguageClient.all.length, 0);
  world.opened.forEach((listener) => { listener(agent); });
  await settle();
  assert.equal(LanguageClient.all.length, 1);
});

test("a folder that has agent files is enough", async () => {
  world.found = ["/project/.claude/agents/one.md"];
  await begin([{ languageId: "markdown" }]);
  assert.equal(LanguageClient.all.length, 1);
  assert.match(world.searches.at(-1) ?? "", /\*\*\/\.claude\/agents\/\*\*\/\*\.md/);
});

test("a command needs no open file", async () => {
  await begin([]);
  assert.equal(LanguageClient.all.length, 0);
  await world.commands["agentls.checkWorkspace"]?.();
  assert.equal(LanguageClient.all.length, 1);
});

test("the server on board runs isolated, away from the workspace, and hears where it is and what is set", async () => {
  world.settings = { dialects: { "team/*.md": "claude-code/agent" } };
  await begin([agent]);
  const [client] = LanguageClient.all;
  assert.equal(client?.server.command, python3);
  assert.deepEqual(client.server.args, ["-I", "-S", "-X", "utf8", join(folder, "bundled", "launch.py"), "lsp"]);
  assert.equal(client.server.options.cwd, folder);
  const heard: unknown = JSON.parse(JSON.stringify(client.options.initializationOptions));
  assert.deepEqual(heard, { editor: { name: "vscode", version: "1.139.1" }, settings: world.settings });
  assert.deepEqual(world.messages, []);
});

test("a server of the user's own needs no Python", async () => {
  process.env["PATH"] = "/nowhere";
  world.settings = { server: "/opt/agentls" };
  await begin([agent]);
  assert.equal(LanguageClient.all[0]?.server.command, "/opt/agentls");
  assert.deepEqual(LanguageClient.all[0].server.args, ["lsp"]);
});

const HELP = ["Install Python", "Choose Interpreter", "Open Guide"];

test("one message names the Python that is too old, and offers help", async () => {
  world.settings = { interpreter: [old] };
  await begin([agent]);
  assert.equal(LanguageClient.all.length, 0);
  assert.deepEqual(world.messages, [[`agentls needs Python 3.10 or newer. ${old} is Python 3.8.1.`, ...HELP]]);
});

test("one message names the setting whose Python can't be run", async () => {
  world.settings = { interpreter: ["/no/such/python"] };
  await begin([agent]);
  const message = "agentls can't run `/no/such/python`, the Python that the setting agentls.interpreter names.";
  assert.deepEqual(world.messages, [[message, "Choose Interpreter", "Show Output"]]);
});

test("one message says that there is no Python, and offers help", async () => {
  process.env["PATH"] = "/nowhere";
  await begin([agent]);
  assert.deepEqual(world.messages, [["agentls needs Python, 3.10 or newer, and found none. Install it, then restart agentls.", ...HELP]]);
});

test("a changed setting restarts the server, any other does not", async () => {
  await begin([agent]);
  world.configured.forEach((listener) => { listener({ affectsConfiguration: () => false }); });
  await settle();
  assert.equal(LanguageClient.all.length, 1);
  world.settings = { interpreter: [other] };
  world.configured.forEach((listener) => { listener({ affectsConfiguration: (name: string) => name === "agentls.interpreter" }); });
  await settle();
  assert.equal(LanguageClient.all.length, 2);
  assert.equal(LanguageClient.all[0]?.isRunning(), false);
  assert.equal(LanguageClient.all[1]?.server.command, other);
});

test("a server is told anew of which files it hears once the settings name others", async () => {
  await begin([agent]);
  world.settings = { dialects: { "team/*.md": "claude-code/agent" } };
  world.configured.forEach((listener) => { listener({ affectsConfiguration: (name: string) => name === "agentls.dialects" }); });
  await settle();
  assert.equal(LanguageClient.all.length, 2);
  assert.equal(LanguageClient.all[0]?.isRunning(), false);
  assert.match(JSON.stringify(LanguageClient.all[1]?.options), /"pattern":"\*\*\/team\/\*\.md"/);
});

test("the Python extension is followed in folders that are trusted, and there only", async () => {
  const environments = {
    getActiveEnvironmentPath: () => ({ path: other }),
    resolveEnvironment: () => Promise.resolve({ executable: { uri: { fsPath: other } } }),
    onDidChangeActiveEnvironmentPath: interpreterChosen,
  };
  world.python = { isActive: false, activate: () => Promise.resolve({ environments }) };
  await begin([agent]);
  assert.equal(LanguageClient.all[0]?.server.command, other);
  world.interpreterChosen.forEach((listener) => { listener({}); });
  await settle();
  assert.equal(LanguageClient.all.length, 1, "the same choice restarts nothing");
  world.trusted = false;
  world.interpreterChosen.forEach((listener) => { listener({}); });
  await settle();
  assert.equal(LanguageClient.all[1]?.server.command, python3);
});

test("a server that dies is started again five times, and then given up with one message", async () => {
  await begin([agent]);
  const [client] = LanguageClient.all;
  assert.equal(client?.options.connectionOptions.maxRestartCount, 5);
  client.error("This can wait.");
  assert.deepEqual(world.messages, []);
  client.error("It crashed.", undefined, "force");
  client.error("It is gone.", undefined, "force");
  assert.deepEqual(world.messages, [["It crashed.", "Show Output"]]);
});

test("a server that can't be started leads to one message, and a restart is still possible", async () => {
  LanguageClient.failing = true;
  await begin([agent]);
  assert.deepEqual(world.messages, [["The agentls server could not be started.", "Show Output"]]);
  LanguageClient.failing = false;
  await world.commands["agentls.restart"]?.();
  assert.equal(LanguageClient.all.at(-1)?.isRunning(), true);
});

"use strict";
/** Lets a test ask VS Code's own interfaces, over a port of the loopback whose number it leaves in a file. */

const { createServer } = require("node:http");
const { renameSync, writeFileSync } = require("node:fs");
const vscode = require("vscode");

const SEVERITIES = ["error", "warning", "information", "hint"];
/** Every set of diagnostics that a file has had since the last `open`, oldest first. */
let history = [];

const place = ({ line, character }) => [line, character];
const range = (each) => [...place(each.start), ...place(each.end)];
const position = ([line, character]) => new vscode.Position(line, character);
const text = (content) => (typeof content === "string" ? content : content.value);
const named = (label) => (typeof label === "string" ? label : label.label);

const diagnostics = (uri) =>
  vscode.languages.getDiagnostics(uri).map((each) => ({
    source: each.source ?? null,
    code: typeof each.code === "object" ? each.code.value : (each.code ?? null),
    page: typeof each.code === "object" ? each.code.target.toString(true) : null,
    severity: SEVERITIES[each.severity],
    message: each.message,
    range: range(each.range),
    tags: each.tags ?? [],
  }));

const actions = (uri, at, kind) =>
  vscode.commands.executeCommand(
    "vscode.executeCodeActionProvider",
    uri,
    new vscode.Range(position(at.slice(0, 2)), position(at.slice(2))),
    kind,
    20,
  );

const METHODS = {
  open: async ({ uri }) => {
    history = [];
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
    return document.languageId;
  },
  /** Returns the milliseconds from the wish to open a file to its first diagnostic by that source. */
  time: ({ uri, source = "agentls" }) =>
    new Promise((resolve) => {
      const begin = performance.now();
      const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((each) => each.path === uri.path) && diagnostics(uri).some((each) => each.source === source)) {
          listener.dispose();
          resolve(performance.now() - begin);
        }
      });
      METHODS.open({ uri });
    }),
  language: async ({ uri }) => (await vscode.workspace.openTextDocument(uri)).languageId,
  speak: async ({ uri, language }) => {
    await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), language);
  },
  folds: async ({ uri }) =>
    (await vscode.commands.executeCommand("vscode.executeFoldingRangeProvider", uri)).map((each) => [each.start, each.end]),
  /** Closes everything without a question about what has been changed. */
  closeAll: async () => {
    for (const document of vscode.workspace.textDocuments.filter((each) => each.isDirty)) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand("workbench.action.files.revert");
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  },
  text: async ({ uri }) => (await vscode.workspace.openTextDocument(uri)).getText(),
  replace: async ({ uri, at, text }) => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(position(at.slice(0, 2)), position(at.slice(2))), text);
    return vscode.workspace.applyEdit(edit);
  },
  select: ({ at }) => {
    const editor = vscode.window.activeTextEditor;
    editor.selection = new vscode.Selection(position(at), position(at));
    editor.revealRange(editor.selection);
  },
  cursor: () => place(vscode.window.activeTextEditor.selection.active),
  diagnostics: ({ uri }) => diagnostics(uri),
  history: () => history,
  completions: async ({ uri, at, trigger }) => {
    const list = await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", uri, position(at), trigger, 200);
    return list.items.map((each) => ({
      label: named(each.label),
      detail: each.detail ?? "",
      documentation: each.documentation ? text(each.documentation) : "",
      insert: typeof each.insertText === "string" ? each.insertText : (each.insertText?.value ?? ""),
    }));
  },
  hover: async ({ uri, at }) => {
    const found = await vscode.commands.executeCommand("vscode.executeHoverProvider", uri, position(at));
    return found.flatMap((each) => each.contents.map(text));
  },
  actions: async ({ uri, at, kind }) => (await actions(uri, at, kind)).map((each) => ({ title: each.title, kind: each.kind?.value ?? "" })),
  act: async ({ uri, at, title }) => {
    const action = (await actions(uri, at)).find((each) => each.title === title);
    return vscode.workspace.applyEdit(action.edit);
  },
  colors: async ({ uri }) =>
    (await vscode.commands.executeCommand("vscode.executeDocumentColorProvider", uri)).map((each) => [
      ...range(each.range),
      each.color.red,
      each.color.green,
      each.color.blue,
    ]),
  definition: async ({ uri, at }) =>
    (await vscode.commands.executeCommand("vscode.executeDefinitionProvider", uri, position(at))).map((each) =>
      [(each.targetUri ?? each.uri).path, ...range(each.targetSelectionRange ?? each.range)],
    ),
  /** Returns the files for which VS Code shows diagnostics of that source, open or not. */
  files: ({ source = "agentls" }) =>
    vscode.languages.getDiagnostics().filter(([, all]) => all.some((each) => each.source === source)).map(([uri]) => uri.path),
  /** Returns the text of a document that is shown anywhere, a generated one too, by the scheme of its address. */
  generated: ({ scheme }) => vscode.workspace.textDocuments.filter((each) => each.uri.scheme === scheme).map((each) => each.getText()),
  symbols: async ({ uri }) =>
    ((await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", uri)) ?? []).map((each) => each.name),
  command: async ({ name, args }) => {
    await vscode.commands.executeCommand(name, ...(args ?? []));
  },
  commands: () => vscode.commands.getCommands(true),
  setting: async ({ name, value }) => {
    await vscode.workspace.getConfiguration().update(name, value ?? undefined, vscode.ConfigurationTarget.Global);
  },
  extension: ({ name }) => vscode.extensions.getExtension(name)?.isActive ?? null,
  version: () => vscode.version,
};

async function answer(request) {
  const { method, path, ...rest } = JSON.parse(request);
  const uri = path === undefined ? undefined : vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, path);
  try {
    return { result: (await METHODS[method]({ uri, ...rest })) ?? null };
  } catch (error) {
    return { error: String(error?.stack ?? error) };
  }
}

exports.activate = (context) => {
  const file = process.env.AGENTLS_TEST_PROBE;
  if (!file) {
    return;
  }
  context.subscriptions.push(
    vscode.languages.onDidChangeDiagnostics(({ uris }) => history.push(...uris.map((uri) => ({ path: uri.path, diagnostics: diagnostics(uri) })))),
  );
  const server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request);
    response.end(JSON.stringify(await answer(Buffer.concat(chunks).toString())));
  });
  server.listen(0, "127.0.0.1", () => {
    writeFileSync(`${file}.new`, String(server.address().port));
    renameSync(`${file}.new`, file);
  });
  context.subscriptions.push({ dispose: () => server.close() });
};

/** The few parts of VS Code that starting the server needs, to be set and looked at by a test. */

type Listener = (event: unknown) => void;
interface Document {
  languageId: string;
}

const subscribe = (listeners: Listener[]) => (listener: Listener) => {
  listeners.push(listener);
  return { dispose: () => undefined };
};

/** What a test sets up and what it finds afterwards. */
export const world = {
  settings: {} as Record<string, unknown>,
  documents: [] as Document[],
  trusted: true,
  python: undefined as unknown,
  languages: ["chatagent"],
  found: [] as string[],
  searches: [] as string[],
  opened: [] as Listener[],
  configured: [] as Listener[],
  interpreterChosen: [] as Listener[],
  messages: [] as string[][],
  commands: {} as Record<string, () => unknown>,
  items: [] as Record<string, unknown>[],
};

export class Uri {}
export enum ProgressLocation {
  Window = 10,
}
export const Disposable = { from: () => ({ dispose: () => undefined }) };
export enum LanguageStatusSeverity {
  Information = 0,
  Error = 2,
}
export class CompletionList {
  constructor(readonly items: unknown[]) {}
}
export const version = "1.139.1";
export const env = { appName: "Editor" };
export const window = {
  createOutputChannel: () => ({ info: () => undefined, error: () => undefined, show: () => undefined, dispose: () => undefined }),
  withProgress: (_options: unknown, act: () => Promise<unknown>) => act(),
  showInformationMessage: () => Promise.resolve(undefined),
  onDidChangeActiveTextEditor: () => ({ dispose: () => undefined }),
  showErrorMessage: (...message: string[]) => {
    world.messages.push(message);
    return Promise.resolve(undefined);
  },
};
export const workspace = {
  get isTrusted() {
    return world.trusted;
  },
  get textDocuments() {
    return world.documents;
  },
  fs: { isWritableFileSystem: (scheme: string) => (scheme === "git" ? false : undefined) },
  getConfiguration: () => ({ ...world.settings, get: (name: string, otherwise: unknown) => world.settings[name] ?? otherwise }),
  findFiles: (glob: string) => {
    world.searches.push(glob);
    return Promise.resolve(world.found);
  },
  onDidChangeWorkspaceFolders: () => ({ dispose: () => undefined }),
  onDidOpenTextDocument: subscribe(world.opened),
  registerTextDocumentContentProvider: () => ({ dispose: () => undefined }),
  onDidChangeConfiguration: subscribe(world.configured),
};
export const languages = {
  getLanguages: () => Promise.resolve(world.languages),
  match: (_selector: unknown, document: Document) => (document.languageId === "chatagent" ? 10 : 0),
  createLanguageStatusItem: () => {
    const item = { dispose: () => undefined };
    world.items.push(item);
    return item;
  },
};
export const extensions = { getExtension: () => world.python };
export const commands = {
  registerCommand: (name: string, act: () => unknown) => {
    world.commands[name] = act;
    return { dispose: () => undefined };
  },
  executeCommand: () => Promise.resolve(undefined),
};
export const interpreterChosen = subscribe(world.interpreterChosen);

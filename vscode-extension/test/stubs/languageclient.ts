/** A language client that starts nothing and remembers what it was asked. */

import assert from "node:assert/strict";

export enum State {
  Stopped = 1,
  Running = 2,
  Starting = 3,
  StartFailed = 4,
}
export enum RevealOutputChannelOn {
  Never = 4,
}

interface Options {
  initializationOptions: unknown;
  documentSelector: unknown;
  connectionOptions: { maxRestartCount: number };
}

export class LanguageClient {
  static readonly all: LanguageClient[] = [];
  static failing = false;
  state = State.Stopped;
  initializeResult = { serverInfo: { version: "0" } };

  constructor(
    readonly id: string,
    readonly name: string,
    readonly server: { command: string; args: string[]; options: { cwd: string } },
    readonly options: Options,
  ) {
    LanguageClient.all.push(this);
  }

  error(_message: string, _data?: unknown, show: boolean | "force" = true): void {
    assert.equal(show, false, "the real one would show a message of its own");
  }

  start(): Promise<void> {
    this.state = LanguageClient.failing ? State.StartFailed : State.Running;
    return LanguageClient.failing ? Promise.reject(new Error("no connection")) : Promise.resolve();
  }

  dispose(): Promise<void> {
    const wasRunning = this.isRunning();
    this.state = State.Stopped;
    return wasRunning ? Promise.resolve() : Promise.reject(new Error("is not running"));
  }

  isRunning(): boolean {
    return this.state === State.Running;
  }

  onDidChangeState(): { dispose: () => void } {
    return { dispose: () => undefined };
  }

  sendRequest(): Promise<unknown> {
    return Promise.resolve({ title: "Claude Code sub-agent" });
  }
}

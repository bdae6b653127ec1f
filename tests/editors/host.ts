/** A host for the extension: the part of VS Code's API that its client uses, with texts that a test opens and types.
 *
 * VS Code itself cannot be had without a download from its own servers. What the client does not need in these tests is
 * a class without contents, or a function that gives something to dispose of.
 */

import Module from "node:module";
import { pathToFileURL } from "node:url";

type Listener = (value: unknown) => unknown;

export interface Shown {
  code: string;
  message: string;
  line: number;
}

export class Uri {
  readonly scheme = "file";
  readonly fsPath: string;
  private constructor(path: string) {
    this.fsPath = path;
  }
  static file(path: string): Uri {
    return new Uri(path);
  }
  static parse(text: string): Uri {
    return new Uri(text.startsWith("file://") ? decodeURIComponent(new URL(text).pathname) : text);
  }
  toString(): string {
    return this.fsPath.startsWith("/") ? pathToFileURL(this.fsPath).href : this.fsPath;
  }
  get path(): string {
    return this.fsPath;
  }
}

class Position {
  readonly line: number;
  readonly character: number;
  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...values: [Position, Position] | [number, number, number, number]) {
    const [start, end, line, character] = values;
    this.start = typeof start === "number" ? new Position(start, Number(end)) : start;
    this.end = line === undefined ? (end as Position) : new Position(line, Number(character));
  }
}

class Diagnostic {
  readonly range: Range;
  readonly message: string;
  constructor(range: Range, message: string) {
    this.range = range;
    this.message = message;
  }
}

class Document {
  readonly uri: Uri;
  readonly languageId: string;
  version = 1;
  private text: string;
  constructor(path: string, languageId: string, text: string) {
    this.uri = Uri.file(path);
    this.languageId = languageId;
    this.text = text;
  }
  getText(): string {
    return this.text;
  }
  type(text: string): void {
    this.text = text;
    this.version += 1;
  }
}

class Event {
  private readonly listeners = new Set<Listener>();
  readonly on = (listener: Listener, self?: unknown): { dispose(): void } => {
    const bound: Listener = (value) => listener.call(self, value);
    this.listeners.add(bound);
    return { dispose: () => this.listeners.delete(bound) };
  };
  fire(value: unknown): void {
    for (const listener of [...this.listeners]) listener(value);
  }
}

export class Host {
  readonly documents: Document[] = [];
  readonly shown = new Map<string, Shown[]>();
  readonly commands = new Map<string, (...values: unknown[]) => unknown>();
  readonly executed: [string, ...unknown[]][] = [];
  readonly providers = new Map<string, { provideCompletionItems(...values: unknown[]): unknown }[]>();
  readonly errors: string[] = [];
  readonly settings: Record<string, string>;
  private readonly folder: string;
  private readonly opened = new Event();
  private readonly changed = new Event();
  active: Document | undefined;

  constructor(folder: string, settings: Record<string, string>) {
    this.folder = folder;
    this.settings = settings;
  }

  open(path: string, languageId: string, text: string): Document {
    const document = new Document(path, languageId, text);
    this.documents.push(document);
    this.active = document;
    this.opened.fire(document);
    return document;
  }

  type(document: Document, text: string): void {
    const whole = new Range(new Position(0, 0), new Position(1e6, 0));
    document.type(text);
    this.changed.fire({ document, contentChanges: [{ range: whole, text }] });
  }

  /** What `require("vscode")` gives. */
  api(): unknown {
    const nothing = { dispose(): void {} };
    const own: Record<string, unknown> = {
      Uri,
      Position,
      Range,
      Diagnostic,
      EventEmitter: class {
        private readonly one = new Event();
        readonly event = this.one.on;
        fire(value: unknown): void {
          this.one.fire(value);
        }
        dispose(): void {}
      },
      Disposable: class {
        readonly dispose: () => void;
        constructor(dispose: () => void) {
          this.dispose = dispose;
        }
      },
      CancellationTokenSource: class {
        readonly token = { isCancellationRequested: false, onCancellationRequested: () => nothing };
        dispose(): void {}
      },
      ViewColumn: { Beside: -2 },
      version: "1.91.0",
      env: { language: "en", appName: "host" },
      workspace: space({
        workspaceFolders: [{ uri: Uri.file(this.folder), name: "les", index: 0 }],
        textDocuments: this.documents,
        getConfiguration: () => ({ get: (name: string, other: unknown) => this.settings[name] ?? other }),
        onDidOpenTextDocument: this.opened.on,
        onDidChangeTextDocument: this.changed.on,
        getWorkspaceFolder: () => ({ uri: Uri.file(this.folder), name: "les", index: 0 }),
        asRelativePath: (path: string) => path,
        createFileSystemWatcher: () => space({}),
      }),
      languages: space({
        match: (selector: unknown, document: Document) => {
          const filters = (Array.isArray(selector) ? selector : [selector]) as { language: string }[];
          return filters.some((filter) => filter.language === document.languageId) ? 10 : 0;
        },
        createDiagnosticCollection: () => ({
          ...nothing,
          set: (uri: Uri, found: { code: { value: string }; message: string; range: Range }[]) => {
            const shown = found.map((one) => ({
              code: one.code.value,
              message: one.message,
              line: one.range.start.line,
            }));
            this.shown.set(uri.fsPath, shown);
          },
          delete: (uri: Uri) => this.shown.delete(uri.fsPath),
          clear: () => this.shown.clear(),
        }),
        registerCompletionItemProvider: (_: unknown, provider: never) => {
          this.providers.set("completion", [...(this.providers.get("completion") ?? []), provider]);
          return nothing;
        },
      }),
      window: space({
        createOutputChannel: () => space({ append: () => {}, appendLine: () => {} }),
        showErrorMessage: (text: string) => {
          this.errors.push(text);
          return Promise.resolve();
        },
        visibleTextEditors: [],
        tabGroups: { all: [], onDidChangeTabs: () => nothing },
      }),
      commands: space({
        registerCommand: (name: string, command: (...values: unknown[]) => unknown) => {
          this.commands.set(name, command);
          return nothing;
        },
        executeCommand: (name: string, ...values: unknown[]) => {
          this.executed.push([name, ...values]);
          return Promise.resolve();
        },
      }),
    };
    Object.defineProperty(own["window"], "activeTextEditor", {
      get: () => (this.active ? { document: this.active } : undefined),
    });
    return new Proxy(own, { get: (known, name: string) => (name in known ? known[name] : named(name)) });
  }

  /** The extension in the file `bundle`, with this host as its `vscode`. */
  load(bundle: string): { activate(context: unknown): Promise<void>; deactivate(): Promise<void> } {
    const loader = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown };
    const before = loader._load;
    const api = this.api();
    loader._load = (name, ...rest) => (name === "vscode" ? api : before(name, ...rest));
    try {
      const require = Module.createRequire(import.meta.url);
      delete require.cache[bundle];
      return require(bundle);
    } finally {
      loader._load = before;
    }
  }
}

/** A class that is only made and inherited from, which is also a list of constants. */
function named(name: string): unknown {
  const empty = class {
    constructor(...values: unknown[]) {
      Object.assign(this, { values });
    }
  };
  return new Proxy(empty, {
    get: (known, part) =>
      part in known || typeof part !== "string" || part === "then"
        ? Reflect.get(known, part)
        : `${name}.${part}`,
  });
}

/** A part of the API: what it lacks is a function that gives something to dispose of. */
function space(known: Record<string, unknown>): Record<string, unknown> {
  return new Proxy(known, {
    // Something with a `then` would be waited for.
    get: (own, name: string) =>
      name in own || name === "then" ? own[name] : () => space({ dispose: () => {} }),
  });
}

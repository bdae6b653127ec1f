/** The language server of `modulebouwer lsp` in the editor: findings while one types, quick fixes, completion, hover. */

import { autocompletion } from "@codemirror/autocomplete";
import { setDiagnostics, type Action, type Diagnostic } from "@codemirror/lint";
import {
  LSPClient,
  LSPPlugin,
  hoverTooltips,
  serverCompletion,
  type LSPClientExtension,
  type Transport,
} from "@codemirror/lsp-client";
import { ViewPlugin, type EditorView } from "@codemirror/view";
import type { Extension } from "@codemirror/state";
import type * as lsp from "vscode-languageserver-protocol";

import { el, find } from "../../../player/view/dom.ts";
import { explained } from "../findings.ts";
import { renewToken } from "../server.ts";
import { harmless } from "./harmless.ts";

/**
 * Milliseconds: a server that went is looked for again after the first; what is typed goes to it, and asks what can
 * follow, after the second. The server rests by itself before it looks for findings.
 */
const AGAIN = 3_000;
const REST = 20;
/** `helping.py`'s `NO_HELP`. */
const NO_HELP = 4000;
/** Findings about a field that is not there. */
const MISSING = new Set(["SRC-102"]);
/** What can be typed on while the same list stands: names of components, sections and works have hyphens. */
const WORD = /^(?::*\{?|@)[\w-]*$/;
type Values = Readonly<Record<string, unknown>>;

/** `missing`: the key of a field that is not there. */
interface Found extends Diagnostic {
  readonly code: string;
  readonly missing: string;
}

export function missingKey(one: Diagnostic): string {
  return "missing" in one ? String(one.missing) : "";
}

export function codeOf(one: Diagnostic): string {
  return "code" in one ? String(one.code) : "";
}

const SEVERITIES = ["error", "error", "warning", "info", "hint"] as const;

/** `folder`: the module's, as an address (file:///…). Gives what an editor needs for the text at a path. */
export function help(folder: string): (path: string) => Extension {
  const client = new LSPClient({
    rootUri: folder,
    // A machine that is busy answers late, and a socket that is gone tells so itself.
    timeout: 120_000,
    sanitizeHTML: harmless,
    extensions: [
      serverCompletion({ override: true, validFor: WORD }),
      autocompletion({ activateOnTypingDelay: REST }),
      hoverTooltips(),
      findings,
    ],
  });
  connect(client);
  return (path) => client.plugin(`${folder}/${path.split("/").map(quoted).join("/")}`);
}

/** As Python's `Path.as_uri` writes it: the server names files so. */
function quoted(part: string): string {
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function connect(client: LSPClient): void {
  const token = find<HTMLMetaElement>('meta[name="token"]')?.content ?? "";
  const socket = new WebSocket(`${new URL("help", location.href).href.replace("http", "ws")}?token=${token}`);
  const hearers = new Set<(message: string) => void>();
  const transport: Transport = {
    send: (message) => socket.send(message),
    subscribe: (hearer) => hearers.add(hearer),
    unsubscribe: (hearer) => hearers.delete(hearer),
  };
  socket.addEventListener("message", ({ data }: MessageEvent<string>) =>
    hearers.forEach((hear) => hear(data)),
  );
  socket.addEventListener("open", () => client.connect(transport));
  socket.addEventListener("close", ({ code }) => {
    client.disconnect();
    // It may be another server by then.
    if (code !== NO_HELP) setTimeout(() => void renewToken().then(() => connect(client)), AGAIN);
  });
}

const findings: LSPClientExtension = {
  clientCapabilities: { textDocument: { publishDiagnostics: { versionSupport: true }, codeAction: {} } },
  notificationHandlers: {
    "textDocument/publishDiagnostics": (client, params: lsp.PublishDiagnosticsParams) => {
      void show(client, params);
      return true;
    },
  },
  editorExtension: ViewPlugin.define((view) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    return {
      update({ docChanged }) {
        if (!docChanged) return;
        clearTimeout(timer);
        timer = setTimeout(() => LSPPlugin.get(view)?.client.sync(), REST);
      },
      destroy: () => clearTimeout(timer),
    };
  }),
};

async function show(
  client: LSPClient,
  { uri, version, diagnostics }: lsp.PublishDiagnosticsParams,
): Promise<void> {
  const actions = await quickFixes(client, uri, diagnostics);
  const file = client.workspace.getFile(uri);
  const view = file?.getView();
  const plugin = view && LSPPlugin.get(view);
  // What was found in an older text is found anew in this one.
  if (!view || !plugin || (version !== undefined && version !== file!.version)) return;
  const place = (at: lsp.Position): number =>
    plugin.unsyncedChanges.mapPos(plugin.fromPosition(at, plugin.syncedDoc));
  const shown = diagnostics.map((one): Found => ({
    missing: MISSING.has(String(one.code)) ? String((one.data as Values | undefined)?.["key"] ?? "") : "",
    from: place(one.range.start),
    to: place(one.range.end),
    severity: SEVERITIES[one.severity ?? 1],
    code: String(one.code ?? ""),
    message: said(one),
    renderMessage: () => el("span", {}, said(one), " ", explained(String(one.code ?? ""))),
    actions: actions.filter((action) => isFor(action, one)).map((action) => applied(action, uri)),
  }));
  view.dispatch(setDiagnostics(view.state, shown));
}

function said({ message }: lsp.Diagnostic): string {
  return typeof message === "string" ? message : message.value;
}

async function quickFixes(
  client: LSPClient,
  uri: string,
  diagnostics: readonly lsp.Diagnostic[],
): Promise<readonly lsp.CodeAction[]> {
  if (diagnostics.length === 0) return [];
  const range = diagnostics[0]!.range;
  const asked = { textDocument: { uri }, range, context: { diagnostics } };
  const found = await client
    .request<object, lsp.CodeAction[] | null>("textDocument/codeAction", asked)
    .catch(() => null);
  // Of this text alone: what changes other files is for an editor that shows them.
  return (found ?? []).filter(
    ({ edit }) => edit?.changes && Object.keys(edit.changes).every((one) => one === uri),
  );
}

function isFor({ diagnostics }: lsp.CodeAction, one: lsp.Diagnostic): boolean {
  return (diagnostics ?? []).some((of) => of.code === one.code && same(of.range, one.range));
}

function same(one: lsp.Range, other: lsp.Range): boolean {
  return JSON.stringify([one.start, one.end]) === JSON.stringify([other.start, other.end]);
}

function applied({ title, edit }: lsp.CodeAction, uri: string): Action {
  return {
    name: title,
    apply(view: EditorView) {
      const plugin = LSPPlugin.get(view);
      if (!plugin) return;
      const place = (at: lsp.Position): number =>
        plugin.unsyncedChanges.mapPos(plugin.fromPosition(at, plugin.syncedDoc));
      const changes = (edit?.changes?.[uri] ?? []).map(({ range, newText }) => ({
        from: place(range.start),
        to: place(range.end),
        insert: newText,
      }));
      view.dispatch({ changes, userEvent: "input.fix" });
    },
  };
}

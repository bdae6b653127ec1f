/** How the client starts the server, and for which files. */

import type { LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

export function serverOptions(command: string): ServerOptions {
  return { command, args: ["lsp"] };
}

/** `language` is nl, en, or empty for that of the editor. */
export function clientOptions(language: string): LanguageClientOptions {
  return {
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "file", language: "yaml" },
    ],
    initializationOptions: language ? { language } : {},
  };
}

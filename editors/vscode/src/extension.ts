/** The extension: a client of `modulebouwer lsp`, and the preview beside the text. */

import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

import { clientOptions, serverOptions } from "./options.ts";
import { Preview } from "./preview.ts";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const settings = vscode.workspace.getConfiguration("modulebouwer");
  const command = settings.get("command", "modulebouwer");
  const language = settings.get("language", "");
  const preview = new Preview(command, language || vscode.env.language);
  context.subscriptions.push(
    preview,
    vscode.commands.registerCommand("modulebouwer.preview", () => show(preview)),
  );
  client = new LanguageClient("modulebouwer", serverOptions(command), clientOptions(language));
  try {
    await client.start();
    await vscode.commands.executeCommand("setContext", "modulebouwer.ready", true);
  } catch (error) {
    void vscode.window.showErrorMessage(
      `modulebouwer: ‘${command} lsp’ ${String(error)}. uv tool install '.[editor]' · modulebouwer.command`,
    );
  }
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

/** Opens the module of the text in the editor, in the browser that VS Code has itself. */
async function show(preview: Preview): Promise<void> {
  const text = vscode.window.activeTextEditor?.document.uri.fsPath;
  if (text === undefined) return;
  try {
    const address = await preview.address(text);
    await vscode.commands.executeCommand("simpleBrowser.api.open", vscode.Uri.parse(address), {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
  } catch (error) {
    void vscode.window.showErrorMessage(`modulebouwer: ${String(error)}`);
  }
}

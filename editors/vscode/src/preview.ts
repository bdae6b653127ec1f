/** `modulebouwer preview`, once for each module, until the window closes. */

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const ADDRESS = /http:\/\/[\w.]+:\d+\//;

export class Preview {
  private readonly command: string;
  private readonly language: string;
  private readonly running = new Map<string, { process: ChildProcess; address: Promise<string> }>();

  /** `language`: as VS Code names it, such as nl or en-GB. */
  constructor(command: string, language: string) {
    this.command = command;
    this.language = language.slice(0, 2) === "nl" ? "nl" : "en";
  }

  /** The address of the preview of the module that `file` belongs to; rejected when there is none. */
  address(file: string): Promise<string> {
    const folder = moduleOf(file);
    if (folder === undefined) return Promise.reject(new Error(`module.yaml: ${file}`));
    const known = this.running.get(folder);
    if (known?.process.exitCode === null) return known.address;
    const process = spawn(this.command, ["preview", folder, "--no-open", "--lang", this.language]);
    const address = new Promise<string>((resolve, reject) => {
      let said = "";
      const listen = (data: Buffer): void => {
        said += data.toString();
        const found = ADDRESS.exec(said);
        if (found) resolve(found[0]);
      };
      process.stdout.on("data", listen);
      process.stderr.on("data", listen);
      process.on("error", reject);
      process.on("exit", () => reject(new Error(said)));
    });
    this.running.set(folder, { process, address });
    return address;
  }

  dispose(): void {
    for (const { process } of this.running.values()) process.kill();
    this.running.clear();
  }
}

/** The nearest folder above `file` with a module.yaml. */
export function moduleOf(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "module.yaml"))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

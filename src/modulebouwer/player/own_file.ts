/**
 * Proof that the package's server is there, and still knows this session: a small file of the package, asked anew.
 *
 * In Moodle it comes through the same PHP, session and database as a save (measured: 200 and its bytes; no answer when
 * the server is down, while Commit says "true"; the login page when the session is gone).
 */

import type { Environment, OwnFile } from "./environment.ts";

/** Both as render/launch_page.py puts them in the package. */
const OWN_FILE = "alive.txt";
const CONTENT = "modulebouwer\n";
const PATIENCE = 15_000;
/** The server has such a page in no session: it does not serve this file. */
const NOT_SERVED = [403, 404, 405, 410, 415];

/** Asks, and remembers whether this place was ever able to answer. `local`: opened as a file of this computer. */
export class OwnFileRequest {
  readonly #fetch: Environment["fetch"];
  #served = false;
  /**
   * What it is from now on. The session of a page that was once sent to a login is over: another login, which gives the
   * file again, is not its own (Moodle's sesskey: measured, a beacon with the old one is dropped, and Commit says "true").
   */
  #settled: OwnFile | null;

  constructor(local: boolean, fetch: Environment["fetch"]) {
    this.#settled = local ? "unknown" : null;
    this.#fetch = fetch;
  }

  async ask(): Promise<OwnFile> {
    if (this.#settled) return this.#settled;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const reply = await this.#fetch(OWN_FILE, { cache: "no-store", signal: stop.signal });
      const text = await reply.text();
      if (reply.ok && !reply.redirected && text === CONTENT) {
        this.#served = true;
        return "there";
      }
      // But one that gives no answer, an error or its login page tells as much as any.
      if (!this.#served && !reply.redirected && (reply.ok || NOT_SERVED.includes(reply.status)))
        return "unknown";
      if (reply.ok || [401, 403].includes(reply.status)) this.#settled = "elsewhere";
      return this.#settled ?? "unreachable";
    } catch {
      return "unreachable";
    } finally {
      clearTimeout(timer);
    }
  }
}

/** An LRS and a cmi5 LMS behind `fetch`, in memory. */

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
  readonly keepalive: boolean;
}

type Statement = { readonly id: string; readonly verb: { readonly id: string } } & Record<string, any>;

export const ENDPOINT = "https://lrs.example.org/xapi/";
export const FETCH = "https://lms.example.org/fetch/1";
export const ACTOR = {
  objectType: "Agent",
  name: "Noor",
  account: { homePage: "https://lms.example.org", name: "noor" },
};
export const REGISTRATION = "5d2bb2f6-6e21-4b4c-9a6b-5f3a2a7d1c11";
export const ACTIVITY = "https://lms.example.org/activity/7";
export const TEMPLATE = {
  contextActivities: { grouping: [{ objectType: "Activity", id: "https://example.org/module/proef" }] },
  extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "session-1" },
};

export class FakeLrs {
  readonly sent: Sent[] = [];
  readonly statements: Statement[] = [];
  /** Statuses of the writes of a document that were refused. */
  readonly refused: number[] = [];
  readonly documents = new Map<string, { text: string; version: number }>();
  /** Headers that tell a document's version. */
  etag: (version: number) => Record<string, string> = (version) => ({ ETag: `"${version}"` });
  /** xAPI 2.0: a document that is there is not overwritten without a condition. */
  wantsCondition = false;
  /** Documents that cannot be had for a while, though the list has them. */
  readonly hides = new Set<string>();
  /** Seconds that a request for State is put off with 429 and Retry-After; null: it is answered. */
  restsAfter: () => number | null = () => null;
  /** Most requests for State that were open at one time. */
  most = 0;
  private open = 0;
  online = true;
  /** Status instead of an answer, by "METHOD path". */
  refuses = new Map<string, number>();
  private tokens = 0;
  /** What the page asks by; another one may stand before it. */
  reach = (address: string, init: RequestInit): Promise<Response> => this.answer(address, init);
  readonly fetch = (address: string, init: RequestInit): Promise<Response> => this.reach(address, init);

  constructor() {
    this.documents.set("LMS.LaunchData", {
      text: JSON.stringify({
        contextTemplate: TEMPLATE,
        launchMode: "Normal",
        moveOn: "Completed",
        returnURL: "https://lms.example.org/back",
      }),
      version: 1,
    });
  }

  /** The page's query for a launch. */
  get search(): string {
    const actor = JSON.stringify(ACTOR);
    return `?${new URLSearchParams({ endpoint: ENDPOINT, fetch: FETCH, actor, registration: REGISTRATION, activityId: ACTIVITY })}`;
  }

  launchData(changes: Record<string, unknown>): void {
    const data = JSON.parse(this.documents.get("LMS.LaunchData")!.text) as Record<string, unknown>;
    this.documents.set("LMS.LaunchData", { text: JSON.stringify({ ...data, ...changes }), version: 2 });
  }

  get verbs(): string[] {
    return this.statements.map(({ verb }) => verb.id.slice(verb.id.lastIndexOf("/") + 1));
  }

  document(id: string): any {
    const found = this.documents.get(id);
    return found && (JSON.parse(found.text) as unknown);
  }

  /** Another device writes. */
  put(id: string, value: unknown): void {
    const version = (this.documents.get(id)?.version ?? 0) + 1;
    this.documents.set(id, { text: JSON.stringify(value), version });
  }

  private async answer(address: string, init: RequestInit): Promise<Response> {
    const url = new URL(address);
    const path = url.pathname.replace("/xapi/", "");
    const method = init.method ?? "GET";
    const text = (init.body as string | null) ?? "";
    const query = url.searchParams;
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    this.sent.push({
      method,
      path,
      query,
      headers: new Headers(init.headers),
      body,
      keepalive: init.keepalive ?? false,
    });
    if (!this.online) throw new TypeError("no network");
    const refusal = this.refuses.get(`${method} ${path}`);
    if (refusal !== undefined) return new Response("", { status: refusal });
    if (path === "activities/state") {
      this.most = Math.max(this.most, ++this.open);
      await new Promise((resolve) => setTimeout(resolve, 0));
      this.open -= 1;
      const seconds = this.restsAfter();
      if (seconds !== null)
        return new Response("", { status: 429, headers: { "Retry-After": `${seconds}` } });
    }
    if (address === FETCH) return this.token();
    if (path === "statements") return this.record(body);
    if (path === "agents/profile") return new Response("", { status: 404 });
    if (method === "DELETE") {
      this.documents.delete(query.get("stateId")!);
      return new Response(null, { status: 204 });
    }
    return method === "GET" ? this.get(query.get("stateId")) : this.store(query.get("stateId")!, text, init);
  }

  private token(): Response {
    this.tokens += 1;
    const body =
      this.tokens === 1 ? { "auth-token": "dG9rZW4=" } : { "error-code": "1", "error-text": "again" };
    return Response.json(body);
  }

  private record(body: unknown): Response {
    for (const statement of Array.isArray(body) ? (body as Statement[]) : [body as Statement]) {
      if (!this.statements.some(({ id }) => id === statement.id)) this.statements.push(statement);
    }
    return Response.json([]);
  }

  private get(id: string | null): Response {
    if (id === null) return Response.json([...this.documents.keys()]);
    const found = this.documents.get(id);
    if (!found || this.hides.has(id)) return new Response("", { status: 404 });
    return new Response(found.text, { headers: this.etag(found.version) });
  }

  private store(id: string, text: string, init: RequestInit): Response {
    const reply = this.stored(id, text, init);
    if (!reply.ok) this.refused.push(reply.status);
    return reply;
  }

  private stored(id: string, text: string, init: RequestInit): Response {
    const headers = new Headers(init.headers);
    const known = this.documents.get(id);
    const match = headers.get("If-Match");
    if (match !== null && match !== `"${known?.version}"`) return new Response("", { status: 412 });
    if (headers.get("If-None-Match") === "*" && known) return new Response("", { status: 412 });
    if (this.wantsCondition && known && match === null) return new Response("", { status: 409 });
    const version = (known?.version ?? 0) + 1;
    this.documents.set(id, { text, version });
    return new Response(null, { status: 204, headers: this.etag(version) });
  }
}

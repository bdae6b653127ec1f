/** What a form has to know of a JSON Schema (2020-12) as `schema.py` writes them. */

export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly (string | number)[];
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export type Way = readonly (string | number)[];
/** What YAML holds. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** A field's schema without what says that it may be left out, and with what it refers to. */
export function resolved(field: Schema, whole: Schema): Schema {
  const one = field.anyOf?.find((choice) => choice.type !== "null") ?? field;
  const meant = one.$ref ? (whole.$defs?.[one.$ref.split("/").at(-1)!] ?? {}) : one;
  const description = field.description ?? meant.description;
  const merged = { ...meant, ...("default" in field ? { default: field.default } : {}) };
  return description === undefined ? merged : { ...merged, description };
}

/** A new item of a list, with what it cannot do without; its id is none of `beside`. */
export function blank(field: Schema, whole: Schema, name: string, beside: readonly Value[]): Value {
  const schema = resolved(field, whole);
  if (schema.enum) return schema.enum[0] ?? "";
  if (schema.type === "object") {
    const needed = Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key));
    return Object.fromEntries(
      needed.map(([key, inner]) => [key, key === "id" ? freeId(name, beside) : blank(inner, whole, key, [])]),
    );
  }
  if (schema.type === "array") return [];
  if (schema.type === "boolean") return false;
  return schema.type === "integer" ? (schema.minimum ?? 1) : "";
}

function freeId(name: string, beside: readonly Value[]): string {
  const taken = new Set(beside.map((one) => (isMapping(one) ? one["id"] : null)));
  for (let number = beside.length + 1; ; number += 1) {
    const id = `${name.replace(/_/g, "-").replace(/ies$/, "y").replace(/s$/, "")}-${number}`;
    if (!taken.has(id)) return id;
  }
}

export function isMapping(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function valueAt(data: Value | undefined, way: Way): Value | undefined {
  return way.reduce<Value | undefined>(
    (found, step) =>
      isMapping(found) ? found[String(step)] : isList(found) ? found[Number(step)] : undefined,
    data,
  );
}

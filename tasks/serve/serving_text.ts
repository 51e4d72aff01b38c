import type { Listening } from "../../src/serve/listen.ts";
import type { ModelStore } from "../../src/serve/model_store.ts";
import type { ServeSettings } from "./flags.ts";

/** What the server says when it is ready: what it serves, where, and how to ask. */
export function servingText(
  store: ModelStore,
  { listening: { urls }, settings: { keys } }: {
    listening: Listening;
    settings: Pick<ServeSettings, "keys">;
  },
): string {
  const models = store.names.map((name) => {
    const { archive } = store.get(name);
    const items = archive.features.item.size - 2;
    return `Serving ${name} ${archive.version}: ${
      items.toLocaleString("en")
    } products, from ${archive.url}`;
  });
  const first = store.names[0];
  const product = first === undefined
    ? "…"
    : store.get(first).archive.features.item.values[0] ?? "…";
  const field = first === undefined
    ? "product_id"
    : store.get(first).reader.fields[0];
  return [
    ...models,
    "",
    `  inference   ${urls.inference}    (open it in a browser to try it)`,
    `  management  ${urls.management}`,
    `  metrics     ${urls.metrics}/metrics`,
    ...(keys === undefined ? [] : [
      "",
      `Keys are in ${keys.path}; --disable-token-auth does without.`,
    ]),
    "",
    `  curl ${urls.inference}/predictions/${
      first ?? "MODEL"
    } -H "Content-Type: application/json" ${
      keys === undefined ? "" : '-H "Authorization: Bearer $KEY" '
    }-d '{"data": [{"${field}": "${product}"}]}'`,
    "",
  ].join("\n");
}

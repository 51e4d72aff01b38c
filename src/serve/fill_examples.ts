import type { describeApi } from "./describe_api.ts";
import type { ModelStore } from "./model_store.ts";

/** A description of the API, as OpenAPI has it. */
export type Description = ReturnType<typeof describeApi>;

/** Products of an example. */
const COUNT = 2;

/**
 * A description whose examples ask the first of the models that are served for
 * its own products: what is tried as it stands gets an answer.
 *
 * @param description As {@link describeApi} gives it; it stays as it is.
 */
export function fillExamples(
  description: Description,
  store: ModelStore,
): Description {
  const [model_name] = store.names;
  if (model_name === undefined) return description;
  const filled = structuredClone(description);
  const model_version = store.defaultVersion(model_name);
  fillParameters(filled, { model_name, model_version });
  const bodies = exampleBodies(store, model_name);
  for (
    const [name, schema] of Object.entries(filled.components?.schemas ?? {})
  ) {
    if (name in bodies) Object.assign(schema, { example: bodies[name] });
  }
  return filled;
}

interface Operation {
  readonly parameters?: { readonly name: string; example?: string }[];
}

function fillParameters(
  { paths }: Description,
  examples: Readonly<Record<string, string>>,
): void {
  const operations = Object.values(paths).flatMap((path) =>
    Object.values(path as Record<string, Operation>)
  );
  for (const parameter of operations.flatMap((it) => it.parameters ?? [])) {
    const example = examples[parameter.name];
    if (example !== undefined) parameter.example = example;
  }
}

/** By name of the schema. */
function exampleBodies(
  store: ModelStore,
  model: string,
): Record<string, object> {
  const { archive, reader } = store.get(model);
  const field = reader.fields[0]!;
  const ids = archive.features.item.values.slice(0, COUNT);
  const events = ids.map((id) => ({ [field]: id }));
  const tensor = { name: field, shape: [1, ids.length], datatype: "BYTES" };
  return {
    PredictRequest: { data: events, k: 5 },
    InvocationsRequest: { dataframe_records: events, params: { k: 5 } },
    InferRequest: {
      inputs: [{ ...tensor, data: ids }],
      parameters: { k: 5 },
    },
  };
}

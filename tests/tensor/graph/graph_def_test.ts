import assert from "node:assert/strict";
import { readProtobuf } from "../../../src/archive/read_protobuf.ts";
import {
  attributeValue,
  GraphDef,
} from "../../../src/tensor/graph/graph_def.ts";

/** The first field of a number in a message, itself a message or a text. */
function field(bytes: Uint8Array, number: number): Uint8Array {
  return readProtobuf(bytes).find((it) => it.number === number)!
    .value as Uint8Array;
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("GraphDef writes a saved model of one graph", () => {
  const graph = new GraphDef();
  const x = graph.add("Placeholder", [], { dtype: attributeValue.type(1) });
  const sum = graph.add("AddV2", [x, x], { T: attributeValue.type(1) });
  assert.deepEqual([x, sum], ["node0", "node1"]);
  const meta = field(graph.savedModel(), 2);
  assert.equal(text(field(field(meta, 1), 4)), "serve");
  const nodes = readProtobuf(field(meta, 2)).filter((it) => it.number === 1)
    .map((it) => readProtobuf(it.value as Uint8Array));
  assert.equal(nodes.length, 2);
  const texts = nodes[1]!.filter((it) => it.number < 5)
    .map((it) => text(it.value as Uint8Array));
  assert.deepEqual(texts, ["node1", "AddV2", "node0", "node0"]);
  const attribute = nodes[1]!.find((it) => it.number === 5)!.value;
  assert.equal(text(field(attribute as Uint8Array, 1)), "T");
  // AttrValue's field 6 is a type, and 1 is DT_FLOAT.
  assert.deepEqual([...field(attribute as Uint8Array, 2)], [0x30, 1]);
});

Deno.test("attributeValue writes constants of whole numbers", () => {
  const tensor = field(attributeValue.integers([2], [-1, 258]), 8);
  assert.deepEqual([...field(tensor, 4)], [255, 255, 255, 255, 2, 1, 0, 0]);
  assert.deepEqual([...field(tensor, 2)], [0x12, 2, 0x08, 2]);
});

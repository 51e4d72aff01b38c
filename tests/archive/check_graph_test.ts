import assert from "node:assert/strict";
import { checkGraph } from "../../src/archive/check_graph.ts";
import { GraphBuilder } from "../../src/archive/graph/graph_builder.ts";
import { ProtobufWriter } from "../../src/protobuf_writer.ts";

const PLACES = { w: { shape: [2], offset: 64, byteLength: 8 } };

function check(build: (graph: GraphBuilder) => void, places = PLACES): void {
  const graph = new GraphBuilder("test", places);
  build(graph);
  checkGraph(graph.finish(), { name: "x.mar", places: PLACES });
}

Deno.test("checkGraph() takes a graph of known operators on the weights' tensors", () => {
  check((graph) => graph.node("Add", [graph.weight("w"), graph.float(1)]));
});

Deno.test("checkGraph() refuses operators that are not ours", () => {
  for (const op of ["Loop", "If", "Scan", "PyOp", "RandomNormal"]) {
    assert.throws(() => check((graph) => graph.node(op, [])), {
      name: "InputError",
      message:
        `x.mar cannot be taken: graph.onnx is refused: its operator ${op} is not one of ours`,
    });
  }
});

Deno.test("checkGraph() refuses numbers from elsewhere than the weights' tensors", () => {
  const elsewhere = { w: { shape: [2], offset: 0, byteLength: 8 } };
  const unknown = { v: { shape: [2], offset: 64, byteLength: 8 } };
  for (const [name, places] of Object.entries({ w: elsewhere, v: unknown })) {
    assert.throws(
      () => check((graph) => graph.weight(name), places as typeof PLACES),
      {
        name: "InputError",
        message:
          `x.mar cannot be taken: graph.onnx is refused: ${name} is no tensor of weights.safetensors`,
      },
    );
  }
});

Deno.test("checkGraph() refuses another file, functions, domains and graphs within", () => {
  const message = (field: number, bytes: Uint8Array) =>
    new ProtobufWriter().bytes(field, bytes).finish();
  const text = (field: number, value: string) =>
    new ProtobufWriter().text(field, value).finish();
  const external = new ProtobufWriter().text(8, "w")
    .bytes(
      13,
      new ProtobufWriter().text(1, "location").text(2, "/etc/passwd").finish(),
    )
    .int(14, 1).finish();
  const cases: [Uint8Array, string][] = [
    [message(7, message(5, external)), "w is no tensor of weights.safetensors"],
    [message(25, new Uint8Array()), "field 25 is unknown"],
    [
      message(7, message(1, text(7, "com.evil"))),
      "its operators are not all ONNX's own",
    ],
    [
      message(7, message(1, message(5, message(6, new Uint8Array())))),
      "field 6 is unknown",
    ],
    [Uint8Array.of(7), "field 0 has wire type 7"],
    [Uint8Array.of(0x3a, 5, 1), "it is cut short"],
  ];
  for (const [bytes, reason] of cases) {
    assert.throws(() => checkGraph(bytes, { name: "x.mar", places: PLACES }), {
      name: "InputError",
      message: `x.mar cannot be taken: graph.onnx is refused: ${reason}`,
    });
  }
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { ProtobufWriter } from "../../src/protobuf_writer.ts";
import { readProtobuf } from "../../src/archive/read_protobuf.ts";

Deno.test("ProtobufWriter writes the examples of the format's documentation", () => {
  // https://protobuf.dev/programming-guides/encoding/
  assert.deepEqual(
    [...new ProtobufWriter().int(1, 150).finish()],
    [0x08, 0x96, 0x01],
  );
  assert.deepEqual(
    [...new ProtobufWriter().text(2, "testing").finish()],
    [0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67],
  );
  assert.deepEqual(
    [...new ProtobufWriter().float(1, 1).finish()],
    [0x0d, 0, 0, 0x80, 0x3f],
  );
});

Deno.test("readProtobuf() reads back what ProtobufWriter wrote", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 500 }),
    fc.maxSafeNat(),
    fc.uint8Array({ maxLength: 300 }),
    (number, value, bytes) => {
      const written = new ProtobufWriter().int(number, value).bytes(
        number,
        bytes,
      ).finish();
      assert.deepEqual(readProtobuf(written), [
        { number, value },
        { number, value: bytes },
      ]);
    },
  ));
});

Deno.test("readProtobuf() throws nothing but a RangeError, whatever it is given", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
    try {
      readProtobuf(bytes);
    } catch (error) {
      assert.ok(error instanceof RangeError);
    }
  }));
});

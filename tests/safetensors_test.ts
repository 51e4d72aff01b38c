import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { InputError } from "../src/errors.ts";
import {
  decodeSafetensors,
  encodeSafetensors,
  locateTensors,
  type Safetensors,
  type StoredTensor,
} from "../src/safetensors.ts";

const SMALL: Safetensors = {
  tensors: {
    weight: { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
    bias: { shape: [1], data: Float32Array.of(-0.5) },
  },
  metadata: { format: "test-1", note: "größer" },
};

const tensor = fc.array(fc.nat(4), { maxLength: 3 }).chain((shape) => {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return fc.float32Array({ minLength: size, maxLength: size })
    .map((data): StoredTensor => ({ shape, data }));
});
const names = fc.stringMatching(/^[a-z][a-z0-9._/]{0,12}$/);
const files: fc.Arbitrary<Safetensors> = fc.record({
  tensors: fc.dictionary(names, tensor),
  metadata: fc.dictionary(names.filter((it) => it !== "sha256"), fc.string()),
});

Deno.test("decodeSafetensors() gives back what was encoded, bit by bit", () => {
  fc.assert(fc.property(files, (file) => {
    const { tensors, metadata } = decodeSafetensors(
      encodeSafetensors(file),
      "file",
    );
    assert.deepEqual({ ...metadata }, { ...file.metadata });
    assert.deepEqual(Object.keys(tensors), Object.keys(file.tensors));
    for (const [name, { shape, data }] of Object.entries(file.tensors)) {
      assert.deepEqual(tensors[name]!.shape, shape);
      assert.deepEqual(bits(tensors[name]!.data), bits(data));
    }
  }));
});

Deno.test("encodeSafetensors() writes the format of safetensors", () => {
  const bytes = encodeSafetensors(SMALL);
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const { __metadata__, ...entries } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, 8 + length)),
  );
  assert.deepEqual(entries, {
    weight: { dtype: "F32", shape: [2, 3], data_offsets: [0, 24] },
    bias: { dtype: "F32", shape: [1], data_offsets: [24, 28] },
  });
  assert.equal(__metadata__.format, "test-1");
  assert.equal((8 + length) % 64, 0);
  const numbers = new Float32Array(bytes.slice(8 + length).buffer);
  assert.deepEqual([...numbers], [1, 2, 3, 4, 5, 6, -0.5]);
});

Deno.test("decodeSafetensors() reads bytes that are not aligned", () => {
  const bytes = encodeSafetensors(SMALL);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  const { tensors } = decodeSafetensors(shifted.subarray(3), "file");
  assert.deepEqual([...tensors.weight!.data], [1, 2, 3, 4, 5, 6]);
});

Deno.test("decodeSafetensors() refuses a file cut anywhere", () => {
  const bytes = encodeSafetensors(SMALL);
  for (let length = 0; length < bytes.length; length++) {
    refuses(bytes.subarray(0, length));
  }
});

Deno.test("decodeSafetensors() refuses a file with bytes behind its end", () => {
  const bytes = encodeSafetensors(SMALL);
  refuses(Uint8Array.of(...bytes, 0));
});

Deno.test("decodeSafetensors() refuses a change of any one byte", () => {
  const bytes = encodeSafetensors(SMALL);
  fc.assert(
    fc.property(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 1, max: 255 }),
      (at, flip) => {
        const damaged = bytes.slice();
        damaged[at]! ^= flip;
        refuses(damaged);
      },
    ),
    { numRuns: 2000 },
  );
});

Deno.test("decodeSafetensors() refuses any bytes that are no such file", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), refuses));
});

Deno.test("decodeSafetensors() refuses a wrong length of the header", () => {
  const bytes = encodeSafetensors(SMALL);
  for (const length of [0n, 1n, 63n, 2n ** 40n, 2n ** 64n - 1n]) {
    const damaged = bytes.slice();
    new DataView(damaged.buffer).setBigUint64(0, length, true);
    refuses(damaged);
  }
});

const ENTRY = { dtype: "F32", shape: [1], data_offsets: [0, 4] };
const HEADERS: Record<string, unknown> = {
  "an offset out of range": { a: { ...ENTRY, data_offsets: [4, 8] } },
  "an offset below 0": { a: { ...ENTRY, data_offsets: [-4, 0] } },
  "offsets in the wrong order": { a: { ...ENTRY, data_offsets: [4, 0] } },
  "a shape that does not fit": { a: { ...ENTRY, shape: [2] } },
  "a huge shape": { a: { ...ENTRY, shape: [2 ** 40, 2 ** 40] } },
  "another type of number": { a: { ...ENTRY, dtype: "F64" } },
  "two tensors in one place": { a: ENTRY, b: ENTRY },
  "an entry that is no object": { a: 1 },
  "numbers that no entry names": {},
};

for (const [title, entries] of Object.entries(HEADERS)) {
  Deno.test(`decodeSafetensors() refuses ${title}`, () => {
    refuses(seal(entries as Record<string, unknown>));
  });
}

Deno.test("decodeSafetensors() takes such a header where all is right", () => {
  const { tensors } = decodeSafetensors(seal({ a: ENTRY }), "file");
  assert.deepEqual(tensors.a, { shape: [1], data: Float32Array.of(0) });
});

Deno.test("decodeSafetensors() says which tensor is cut short", () => {
  const bytes = encodeSafetensors(SMALL);
  assert.throws(
    () => decodeSafetensors(bytes.subarray(0, bytes.length - 1), "model.st"),
    new InputError(
      "model.st is not a whole safetensors file: bias is cut short or misplaced",
    ),
  );
});

function refuses(bytes: Uint8Array): void {
  assert.throws(() => decodeSafetensors(bytes, "some.safetensors"), (error) => {
    assert.ok(error instanceof InputError, String(error));
    assert.match(
      error.message,
      /^some\.safetensors is not a whole safetensors file: [^\n]+$/,
    );
    return true;
  });
}

/** A file of four bytes of numbers with these entries and the right digest. */
function seal(entries: Record<string, unknown>): Uint8Array {
  const zeros = "0".repeat(64);
  const blank = JSON.stringify({ __metadata__: { sha256: zeros }, ...entries });
  const numbers = new Uint8Array(4);
  const digest = createHash("sha256").update(blank).update(numbers);
  const header = new TextEncoder().encode(
    blank.replace(zeros, digest.digest("hex")),
  );
  const bytes = new Uint8Array(8 + header.length + 4);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  return bytes;
}

function bits(numbers: Float32Array): number[] {
  return [
    ...new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length),
  ];
}

Deno.test("locateTensors() says where each tensor's numbers begin, aligned to 64 bytes", () => {
  const bytes = encodeSafetensors({
    tensors: {
      a: { shape: [2], data: Float32Array.of(1, 2) },
      b: { shape: [1, 3], data: Float32Array.of(3, 4, 5) },
    },
    metadata: { format: "test" },
  });
  const { places, metadata } = locateTensors(bytes, "x.st");
  assert.deepEqual(metadata, { format: "test" });
  const start = bytes.length - 20;
  assert.equal(start % 64, 0);
  assert.deepEqual(places, {
    a: { shape: [2], offset: start, byteLength: 8 },
    b: { shape: [1, 3], offset: start + 8, byteLength: 12 },
  });
  assert.throws(() => locateTensors(bytes.subarray(0, -1), "x.st"), {
    name: "InputError",
    message:
      "x.st is not a whole safetensors file: b is cut short or misplaced",
  });
});

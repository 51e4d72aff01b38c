import assert from "node:assert/strict";
import { readItemCodes } from "../../src/model/read_item_codes.ts";
import {
  STORED_CODES,
  storeItemCodes,
} from "../../src/model/store_item_codes.ts";

const CODES = {
  size: 3,
  offsets: Int32Array.of(0, 0, 2, 2, 3),
  codes: Int32Array.of(2, 0, 1),
};
const OPTIONS = { items: 4, size: 3, name: "m.st" };

Deno.test("readItemCodes() gives what storeItemCodes() took", () => {
  assert.deepEqual(readItemCodes(storeItemCodes(CODES), OPTIONS), CODES);
});

Deno.test("readItemCodes() refuses codes that do not fit the items", () => {
  const stored = storeItemCodes(CODES);
  const refused = [
    readWith({}),
    readWith({ ...stored, [STORED_CODES.codes]: vector(2, 0) }),
    readWith({ ...stored, [STORED_CODES.codes]: vector(2, 0, 3) }),
    readWith({ ...stored, [STORED_CODES.counts]: vector(0, 2, 1) }),
  ];
  for (const read of refused) {
    assert.throws(read, {
      name: "InputError",
      message: "m.st is damaged: its item features do not fit its items",
    });
  }
});

function readWith(tensors: Parameters<typeof readItemCodes>[0]) {
  return () => readItemCodes(tensors, OPTIONS);
}

function vector(...values: number[]) {
  return { shape: [values.length], data: Float32Array.from(values) };
}

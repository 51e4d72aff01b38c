import assert from "node:assert/strict";
import { readZip } from "../../src/archive/read_zip.ts";
import { writeZip } from "../../src/archive/write_zip.ts";
import type { ZipLimits } from "../../src/archive/zip_limits.ts";

const TIME = Date.UTC(2026, 10, 23);
const text = (value: string) => new TextEncoder().encode(value);

function zip(members: Record<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  return writeZip(new Map(Object.entries(members)), { timeMs: TIME });
}

function refusal(bytes: Uint8Array, limits?: ZipLimits): string {
  try {
    readZip(bytes, { name: "x.mar", ...(limits && { limits }) });
  } catch (error) {
    assert.equal((error as Error).name, "InputError");
    return (error as Error).message.replace("x.mar cannot be taken: ", "");
  }
  return "taken";
}

/** Puts a 32- or 16-bit number at a place before the end. */
function patch(
  bytes: Uint8Array,
  at: number,
  value: number,
): Uint8Array {
  const copy = new Uint8Array(bytes);
  new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
}

Deno.test("readZip() gives the members that writeZip() packed, in their order", () => {
  const members = { "a.bin": new Uint8Array(1000), "b/c.txt": text("hello") };
  const read = readZip(zip(members), { name: "x.mar" });
  assert.deepEqual([...read], Object.entries(members));
});

Deno.test("readZip() refuses names that lead out of a folder", () => {
  for (
    const name of [
      "../evil.txt",
      "a/../../evil",
      "/etc/passwd",
      "C:\\evil",
      "a\\b",
      "a//b",
      ".hidden",
      "a/",
      "a\nb",
    ]
  ) {
    assert.equal(
      refusal(zip({ first: text("1"), [name]: text("2") })),
      `${JSON.stringify(name)} is no name that a member may have`,
    );
  }
});

Deno.test("readZip() refuses what grows too large before it inflates anything", () => {
  const bomb = zip({ first: text("1"), bomb: new Uint8Array(10_000_000) });
  assert.match(refusal(bomb), /^bomb says it has 10000000 bytes in \d+$/);
  const limits = { members: 64, bytes: 100, ratio: 1000 };
  assert.equal(
    refusal(zip({ a: new Uint8Array(101) }), limits),
    "its members have 101 bytes, over 100",
  );
  const many = Object.fromEntries(
    Array.from({ length: 65 }, (_, at) => [`m${at}`, text("1")]),
  );
  assert.equal(refusal(zip(many)), "it has 65 members, over 64");
});

Deno.test("readZip() refuses a member that is larger than the directory says", () => {
  const bytes = zip({ first: text("1"), second: text("a".repeat(3000)) });
  const size = new Uint8Array(Uint32Array.of(3000).buffer);
  const lie = new Uint8Array(bytes);
  let changed = 0;
  for (let at = 0; at < lie.length - 4; at++) {
    if (size.every((byte, offset) => lie[at + offset] === byte)) {
      new DataView(lie.buffer).setUint32(at, 30, true);
      changed++;
    }
  }
  assert.equal(changed, 2);
  assert.equal(refusal(lie), "second is damaged");
});

Deno.test("readZip() refuses a name that stands in it twice", () => {
  const bytes = zip({ "a1": text("1"), "a2": text("2") });
  const twice = Uint8Array.from(
    bytes,
    (byte, at) =>
      byte === "2".charCodeAt(0) && bytes[at - 1] === "a".charCodeAt(0)
        ? "1".charCodeAt(0)
        : byte,
  );
  assert.equal(refusal(twice), "a1 stands in it twice");
});

Deno.test("readZip() refuses bytes before, between and behind the members", () => {
  const bytes = zip({ a: text("1"), b: text("2") });
  const end = bytes.length - 22;
  const directory = new DataView(bytes.buffer).getUint32(end + 16, true);
  const cases: Record<string, Uint8Array> = {
    "it is no zip file, is cut short or goes on after its end": new Uint8Array([
      ...bytes,
      0,
    ]),
    "its directory is not where it ends": new Uint8Array([0, ...bytes]),
    "its directory is damaged": patch(bytes, directory + 42, 1),
    "a is not what the directory says": patch(bytes, directory + 16, 1),
  };
  for (const [reason, changed] of Object.entries(cases)) {
    assert.equal(refusal(changed), reason);
  }
  assert.equal(
    refusal(bytes.subarray(0, -1)),
    "it is no zip file, is cut short or goes on after its end",
  );
});

Deno.test("writeZip() packs nothing that readZip() would not take", () => {
  // Untouched, so that the system need not give all of it.
  const half = new Uint8Array(2 ** 30);
  assert.throws(() => zip({ a: half, b: half, c: text("1") }), {
    name: "InputError",
    message:
      "The archive would have 2147483649 bytes, at most 2147483648 are taken",
  });
});

Deno.test("writeZip() keeps UTC, wherever it runs", () => {
  const bytes = zip({ a: text("1") });
  const view = new DataView(bytes.buffer);
  // MS-DOS: years since 1980, month, day; a time of 0 is midnight.
  assert.equal(view.getUint16(12, true), ((2026 - 1980) << 9) | (11 << 5) | 23);
  assert.equal(view.getUint16(10, true), 0);
});

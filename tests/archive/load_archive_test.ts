import assert from "node:assert/strict";
import { seededPrng } from "../../src/random.ts";
import { encodeArchive } from "../../src/archive/encode_archive.ts";
import { loadArchive } from "../../src/archive/load_archive.ts";
import { writeManifest } from "../../src/archive/manifest.ts";
import { readZip } from "../../src/archive/read_zip.ts";
import { writeZip } from "../../src/archive/write_zip.ts";
import { InputError } from "../../src/errors.ts";
import { tinyArchiveBytes, tinyParts } from "./tiny_archive.ts";

const NAMES = [
  "weights.safetensors",
  "graph.onnx",
  "features.json",
  "params.json",
  "metrics.json",
  "signature.json",
  "README.md",
  "MAR-INF/MANIFEST.json",
];

Deno.test("loadArchive() gives back what encodeArchive() was given", async () => {
  const parts = tinyParts();
  const archive = await loadArchive(tinyArchiveBytes());
  assert.equal(archive.name, "shop");
  assert.equal(archive.version, "1.0");
  assert.equal(archive.createdAtMs, Date.UTC(2026, 10, 23, 21, 3, 5));
  assert.deepEqual(archive.weights, new Uint8Array(parts.weights));
  assert.equal(archive.features.serialize(), parts.features);
  assert.deepEqual(archive.params, {
    preset: "shop",
    dataDigest: "d".repeat(64),
    ...parts.params,
  });
  assert.deepEqual(archive.metrics, { "recall@20": 0.5, "mrr@20": 0.25 });
  assert.deepEqual(archive.signature.example.data[0], {
    product_id: 11,
    user_id: "ann",
    brand_id: "b1",
    price_eur: 9.5,
    stars: 3,
  });
  assert.deepEqual(archive.signature.inputs.map((it) => it.name), [
    "k",
    "items",
    "lengths",
  ]);
});

Deno.test("loadArchive() reads a file, and names it in an error", async () => {
  const path = await Deno.makeTempFile({ suffix: ".mar" });
  try {
    await Deno.writeFile(path, tinyArchiveBytes());
    assert.equal((await loadArchive(path)).name, "shop");
    await Deno.truncate(path, 100);
    await assert.rejects(loadArchive(path), {
      name: "InputError",
      message:
        `${path} cannot be taken: it is no zip file, is cut short or goes on after its end`,
    });
    await assert.rejects(loadArchive(`${path}.absent`), {
      name: "InputError",
      message: `${path}.absent is absent: an archive is wanted`,
    });
    await assert.rejects(
      loadArchive(path, { limits: { members: 9, bytes: 99, ratio: 9 } }),
      {
        name: "InputError",
        message: `${path} cannot be taken: it has 100 bytes, over 99`,
      },
    );
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("encodeArchive() gives equal bytes for equal parts, weights at byte 64", async () => {
  const bytes = tinyArchiveBytes();
  assert.deepEqual(tinyArchiveBytes(), bytes);
  const members = readZip(bytes, { name: "x.mar" });
  assert.deepEqual([...members.keys()], NAMES);
  const { weights } = await loadArchive(bytes);
  assert.equal(weights.byteOffset, 64);
  assert.equal(weights.buffer, bytes.buffer);
});

Deno.test("encodeArchive() refuses a name that cannot stand in a path", () => {
  assert.throws(
    () =>
      encodeArchive(tinyParts(), {
        name: "../shop",
        version: "1",
        createdAtMs: TIME,
      }),
    {
      name: "InputError",
      message:
        'The model\'s name is "../shop": letters, digits, dots, dashes and underscores are wanted',
    },
  );
});

const TIME = Date.UTC(2026, 10, 23);

/** The archive with one member changed, its manifest as it was. */
function altered(
  change: (members: Map<string, Uint8Array>) => void,
): Uint8Array {
  const members = readZip(tinyArchiveBytes(), { name: "x" });
  change(members);
  return writeZip(members, { timeMs: TIME });
}

Deno.test("loadArchive() names the member that was altered, added or taken out", async () => {
  for (const member of NAMES.slice(0, -1)) {
    const bytes = altered((members) => {
      const copy = new Uint8Array(members.get(member)!);
      copy[copy.length - 1]! ^= 1;
      members.set(member, copy);
    });
    await assert.rejects(loadArchive(bytes, { name: "x.mar" }), {
      name: "InputError",
      message: `x.mar cannot be taken: ${member} has been altered`,
    });
    const without = altered((members) => members.delete(member));
    await assert.rejects(loadArchive(without, { name: "x.mar" }), {
      name: "InputError",
      message: `x.mar cannot be taken: ${member} is missing`,
    });
  }
  const added = altered((members) => members.set("code.py", new Uint8Array(3)));
  await assert.rejects(loadArchive(added, { name: "x.mar" }), {
    name: "InputError",
    message: "x.mar cannot be taken: its manifest knows no code.py",
  });
});

Deno.test("loadArchive() refuses a manifest that is altered, absent or another's", async () => {
  const manifest = "MAR-INF/MANIFEST.json";
  const edit = (from: string, to: string) =>
    altered((members) => {
      const text = new TextDecoder().decode(members.get(manifest)!);
      assert.ok(text.includes(from));
      members.set(manifest, new TextEncoder().encode(text.replace(from, to)));
    });
  const cases: [Uint8Array, string][] = [
    [edit('"shop"', '"shoq"'), `${manifest} has been altered`],
    [altered((it) => it.delete(manifest)), `it has no ${manifest}`],
    [edit("{", "["), `${manifest} is not JSON`],
    [
      edit('"formatVersion": 1', '"formatVersion": 2'),
      `${manifest}, nextcart.formatVersion: Invalid input: expected 1`,
    ],
  ];
  for (const [bytes, reason] of cases) {
    await assert.rejects(loadArchive(bytes, { name: "x.mar" }), {
      name: "InputError",
      message: `x.mar cannot be taken: ${reason}`,
    });
  }
});

Deno.test("loadArchive() refuses vocabularies that the weights have no rows for", async () => {
  const { features } = tinyParts();
  const larger = JSON.parse(features);
  larger.item.values.push("17");
  larger.support.push(0);
  const bytes = tinyArchiveBytes({ features: JSON.stringify(larger) });
  await assert.rejects(loadArchive(bytes, { name: "x.mar" }), {
    name: "InputError",
    message:
      "x.mar cannot be taken: item.embedding has 8 rows, features.json wants 9",
  });
});

/** How a mutation changes bytes; `random` gives numbers below its bound. */
const MUTATIONS: readonly ((
  bytes: Uint8Array,
  random: (bound: number) => number,
) => Uint8Array)[] = [
  // A byte changed, several changed, one bit.
  (bytes, random) => bytes.with(random(bytes.length), random(256)),
  (bytes, random) => {
    const copy = new Uint8Array(bytes);
    for (let n = random(16); n >= 0; n--) {
      copy[random(copy.length)] = random(256);
    }
    return copy;
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return bytes.with(at, bytes[at]! ^ (1 << random(8)));
  },
  // Cut short, cut at the front, a piece taken out, doubled or moved.
  (bytes, random) => bytes.slice(0, random(bytes.length)),
  (bytes, random) => bytes.slice(random(200)),
  (bytes, random) => {
    const [from, length] = [random(bytes.length), 1 + random(64)];
    return join(bytes.subarray(0, from), bytes.subarray(from + length));
  },
  (bytes, random) => {
    const [from, length] = [random(bytes.length), 1 + random(64)];
    return join(bytes.subarray(0, from + length), bytes.subarray(from));
  },
  // Junk after the end or before the start.
  (bytes, random) => join(bytes, noise(1 + random(40), random)),
  (bytes, random) => join(noise(1 + random(40), random), bytes),
  // The directory and the end, where lies are told.
  (bytes, random) => {
    const at = bytes.length - 1 - random(600);
    return bytes.with(Math.max(at, 0), random(256));
  },
  (bytes, random) => {
    const copy = new Uint8Array(bytes);
    const value = [0, 1, 0xffff, 0xffffffff, random(2 ** 32)][random(5)]!;
    const at = Math.max(0, copy.length - 4 - random(600));
    new DataView(copy.buffer).setUint32(at, value, true);
    return copy;
  },
];

function join(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((it) => [...it]));
}

function noise(length: number, random: (bound: number) => number): Uint8Array {
  return Uint8Array.from({ length }, () => random(256));
}

Deno.test("loadArchive() takes none of 10,000 mutated archives for another model", async () => {
  const bytes = tinyArchiveBytes();
  const original = readZip(bytes, { name: "x" });
  const prng = seededPrng(7);
  const random = (bound: number) => Math.floor(prng() * bound);
  let refused = 0;
  for (let round = 0; round < 10_000; round++) {
    const mutate = MUTATIONS[round % MUTATIONS.length]!;
    const mutated = mutate(bytes, random);
    try {
      await loadArchive(mutated, { name: "x.mar" });
    } catch (error) {
      assert.ok(error instanceof InputError, `round ${round}: ${error}`);
      assert.doesNotMatch(error.message, /\n/);
      refused++;
      continue;
    }
    // What is taken differs in nothing but a time, a version or padding.
    assert.deepEqual(readZip(mutated, { name: "x" }), original);
  }
  assert.ok(refused > 9_000, `${refused} refused`);
});

Deno.test("loadArchive() fails with nothing but an InputError where a member was altered and signed again", async () => {
  const names = NAMES.filter((it) => it !== "MAR-INF/MANIFEST.json");
  const original = readZip(tinyArchiveBytes(), { name: "x" });
  const prng = seededPrng(11);
  const random = (bound: number) => Math.floor(prng() * bound);
  let refused = 0;
  for (let round = 0; round < 2_000; round++) {
    const members = new Map(original);
    members.delete("MAR-INF/MANIFEST.json");
    const name = names[round % names.length]!;
    const mutate = MUTATIONS[random(MUTATIONS.length)]!;
    members.set(name, mutate(new Uint8Array(members.get(name)!), random));
    const manifest = writeManifest(members, {
      name: "shop",
      version: "1.0",
      createdAtMs: TIME,
    });
    members.set("MAR-INF/MANIFEST.json", new TextEncoder().encode(manifest));
    try {
      await loadArchive(writeZip(members, { timeMs: TIME }), { name: "x.mar" });
    } catch (error) {
      assert.ok(error instanceof InputError, `${name}, ${round}: ${error}`);
      assert.doesNotMatch(error.message, /\n/);
      refused++;
    }
  }
  // The card may say anything, and so may most of the numbers.
  assert.ok(refused > 800, `${refused} refused`);
});

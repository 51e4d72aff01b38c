import assert from "node:assert/strict";
import type { AddonPackage } from "../../src/setup/addon_package.ts";
import { compileAddon, libraryNames } from "../../src/setup/compile_addon.ts";
import type { Machine } from "../../src/setup/machine.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { exists } from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";

const compiler = await runCommand("c++", ["--version"]);
const ignore = Deno.build.os !== "linux" || !compiler?.success;

/** A system for which there is no compiler to fall back to. */
const machine: Machine = {
  os: "freebsd",
  arch: "x86_64",
  gpu: false,
  python: undefined,
};

/** An add-on of one function that asks a TensorFlow of one function. */
async function withSources(
  source: string,
  test: (given: { it: AddonPackage; base: string }) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const base = `${folder}/runtime`;
  try {
    await Deno.mkdir(`${base}/tensorflow/include`, { recursive: true });
    await Deno.mkdir(`${folder}/package/lib`, { recursive: true });
    await Deno.writeTextFile(
      `${folder}/tf.cc`,
      'extern "C" int tensorflow() { return 42; }',
    );
    for (const name of libraryNames(machine)) {
      const soname = name.slice(name.lastIndexOf("/") + 1);
      await runCommand("c++", [
        ...["-shared", "-fPIC", `-Wl,-soname,${soname}`],
        ...[`${folder}/tf.cc`, "-o", `${base}/${name}`],
      ]);
    }
    await Deno.writeTextFile(`${folder}/addon.cc`, source);
    const it: AddonPackage = {
      version: "1.0.0",
      folder: `${folder}/package`,
      addon: `${folder}/package/lib/addon.node`,
      sources: [`${folder}/addon.cc`],
      headers: folder,
    };
    await test({ it, base });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: "compileAddon() makes an add-on that finds TensorFlow from its place",
  ignore,
  fn: () =>
    withSources(
      'extern "C" int tensorflow(); extern "C" int addon() { return tensorflow(); }',
      async ({ it, base }) => {
        const target = `${base}/addon.node`;
        const used = await compileAddon(it, {
          ...{ machine, base, target },
          progress() {},
        });
        assert.equal(used, "c++");
        await Deno.copyFile(target, it.addon);
        // In a process of its own: in this one another test may have loaded the
        // real TensorFlow, and libraries of one name are loaded once.
        const program = `
          const library = Deno.dlopen(${JSON.stringify(it.addon)}, {
            addon: { parameters: [], result: "i32" },
          });
          console.log(library.symbols.addon());`;
        const output = await runCommand(Deno.execPath(), [
          ...["eval", "--no-config", program],
        ]);
        assert.equal(output?.output, "42");
      },
    ),
});

Deno.test({
  name: "compileAddon() leaves nothing where no compiler can",
  ignore,
  fn: () =>
    withSources("this is not C++", async ({ it, base }) => {
      const target = `${base}/addon.node`;
      await assert.rejects(
        compileAddon(it, { machine, base, target, progress() {} }),
        new Unavailable(
          "no C++ compiler was found that can compile the add-on",
        ),
      );
      assert.ok(!await exists(target));
    }),
});

Deno.test("libraryNames() follows the system", () => {
  assert.deepEqual(libraryNames({ os: "linux" }), [
    "tensorflow/libtensorflow_cc.so.2",
    "tensorflow/libtensorflow_framework.so.2",
  ]);
  assert.deepEqual(libraryNames({ os: "darwin" }), [
    "tensorflow/libtensorflow_cc.2.dylib",
    "tensorflow/libtensorflow_framework.2.dylib",
  ]);
});

/**
 * Runs the toy pipeline in the folder of the first argument, with the second as
 * join.sign, so slowly that it can be killed anywhere.
 */
import { makeToy } from "./toy_pipeline.ts";

const [folder, sign] = Deno.args;
const { run, params, stages } = await makeToy(folder!);
params.join = { sign };
for (const stage of stages) {
  const work = stage.run;
  stage.run = async (context) => {
    for (const output of stage.outputs) {
      const path = `${context.scratch}/${output}`;
      for (let piece = 0; piece < 20; piece++) {
        await Deno.writeTextFile(path, "half", { append: true });
      }
    }
    return await work(context);
  };
}
await run();

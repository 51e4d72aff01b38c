/** The worker that digest_source.ts starts: a path in, the file's digest out. */
import { digestFile } from "./digest_file.ts";

const worker = self as unknown as Worker;
worker.onmessage = ({ data: path }: MessageEvent<string>) => {
  worker.postMessage(digestFile(path));
};

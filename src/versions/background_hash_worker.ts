/** The worker of background_hash.ts: pieces in, digests out. */
import { createHash, type Hash } from "node:crypto";

/** A piece of a content, or its end. */
export interface HashQuestion {
  /** Tells contents apart. */
  readonly id: number;
  /** Absent: the content has ended. */
  readonly piece?: Uint8Array<ArrayBuffer>;
}

/** How many bytes were taken in, or the digest of a content that has ended. */
export type HashAnswer =
  | number
  | { readonly id: number; readonly digest: string };

const worker = self as unknown as Worker;
const hashes = new Map<number, Hash>();

worker.onmessage = ({ data: { id, piece } }: MessageEvent<HashQuestion>) => {
  const hash = hashes.get(id) ?? createHash("sha256");
  if (piece !== undefined) {
    hashes.set(id, hash.update(piece));
    worker.postMessage(piece.byteLength satisfies HashAnswer);
    return;
  }
  hashes.delete(id);
  const digest = hash.digest("hex");
  worker.postMessage({ id, digest } satisfies HashAnswer);
};

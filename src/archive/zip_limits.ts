/** Bounds on what an archive may hold: whoever sends one may be an attacker. */
export interface ZipLimits {
  /** Most members. */
  readonly members: number;
  /** Of all members together, as they are after inflating. */
  readonly bytes: number;
  /** How many times larger a member may be than what it is inflated from. */
  readonly ratio: number;
}

/** Far above any archive of ours: millions of products with their vectors. */
export const ZIP_LIMITS: ZipLimits = {
  members: 64,
  bytes: 2 ** 31,
  ratio: 100,
};

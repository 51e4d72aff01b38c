/** Ways of keeping a model fresh that a back-test compares. */
export interface Policy {
  readonly name: string;
  /** Days after which it is trained again; infinity: never. */
  readonly everyDays: number;
  /** Whether each training begins with the weights of the one before. */
  readonly isWarm: boolean;
}

/** The first is what the others are compared with. */
export const POLICIES: readonly Policy[] = [
  { name: "fixed", everyDays: Infinity, isWarm: false },
  { name: "weekly", everyDays: 7, isWarm: false },
  { name: "daily", everyDays: 1, isWarm: false },
  { name: "daily, warm", everyDays: 1, isWarm: true },
];

/**
 * Whether a policy trains before a day.
 *
 * @param since Days since it trained last; undefined: it never has.
 */
export function isDue(
  { everyDays }: Policy,
  since: number | undefined,
): boolean {
  return since === undefined || since >= everyDays;
}

/** The events are not what the dataset's schema wants: nothing is made of them. */
export class CheckFailed extends Error {
  override name = "CheckFailed";
}

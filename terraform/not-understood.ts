/** A part of Terraform's language that is not read here. It is never passed over and never guessed; whoever reads says what that means. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';

  /**
   * @param what the thing, by Terraform's name
   * @param where its address; may be empty
   */
  constructor(
    readonly what: string,
    readonly where = '',
  ) {
    super(`${what}${where === '' ? '' : ` (${where})`} is not understood`);
  }
}

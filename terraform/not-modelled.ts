/**
 * Something that the rehearsal does not model. It is never passed over and never guessed: the rehearsal ends, and names it.
 */
export class NotModelled extends Error {
  override readonly name = 'NotModelled';

  /**
   * @param what the thing, by its AWS or Terraform name
   * @param where the Terraform address or the caller; may be empty
   */
  constructor(what: string, where = '') {
    super(`the rehearsal does not model ${what}${where === '' ? '' : ` (${where})`}`);
  }
}

import { NotUnderstood } from '../terraform/not-understood';

/**
 * Something that the rehearsal does not model. It is never passed over and never guessed: the rehearsal ends, and names it.
 */
export class NotModelled extends Error {
  override readonly name = 'NotModelled';

  /**
   * @param what the thing, by its AWS or Terraform name
   * @param where the Terraform address or the caller; may be empty
   */
  constructor(what: string, where = '', options?: ErrorOptions) {
    super(`the rehearsal does not model ${what}${where === '' ? '' : ` (${where})`}`, options);
  }
}

/**
 * Reads Terraform.
 * @throws NotModelled for what of its language is not understood
 */
export function orNotModelled<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotUnderstood) throw new NotModelled(error.what, error.where, { cause: error });
    throw error;
  }
}

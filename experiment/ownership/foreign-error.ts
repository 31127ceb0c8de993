/** What a file names is not this lab's: nothing may be done to it, and nobody may go on without that. */
export class ForeignError extends Error {
  override readonly name = 'ForeignError';
}

/** It is not known whose something is: AWS does not say. */
export class OwnerUnknownError extends Error {
  override readonly name = 'OwnerUnknownError';
}

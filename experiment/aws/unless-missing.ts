/** The answer, or null where AWS says that the thing is not there, by one of these errors. */
export async function unlessMissing<T>(answer: Promise<T>, ...errors: readonly string[]): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && errors.includes(error.name)) return null;
    throw error;
  }
}

import type { Journal } from '../journal/journal';
import { messageOf } from '../message-of';

/** Keeps the journal whenever something has happened; that it could not be kept is told once. */
export class JournalKeeper {
  /** Why it could not be kept the last time; null where it could. */
  unkept: string | null = null;
  private isTold = false;

  /**
   * @param save what keeps it; may throw. Without it nothing is kept
   * @param tell is told the first time that it threw
   */
  constructor(
    private readonly save: ((journal: Journal) => void) | undefined,
    private readonly tell: (why: string) => void,
  ) {}

  /** Keeps what `journal` gives, which is not asked where nothing is kept. */
  keep(journal: () => Journal): void {
    if (this.save === undefined) return;
    try {
      this.save(journal());
      this.unkept = null;
    } catch (error) {
      this.unkept = messageOf(error);
      if (this.isTold) return;
      this.isTold = true;
      this.tell(this.unkept);
    }
  }
}

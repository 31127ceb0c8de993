import { COMPLETED, STOPPED, type FisAction } from './action';

/** Lets time pass (FIS actions reference, `aws:fis:wait`). */
export const wait: FisAction = {
  id: 'aws:fis:wait',
  does: 'lets time pass',
  atStop: 'it ends at once',
  parameters: ['duration'],
  run: async ({ clock, milliseconds, ending }) => {
    const duration = milliseconds('duration');
    try {
      await clock.sleep(duration, ending);
      return COMPLETED;
    } catch (error) {
      if (!ending.aborted) throw error;
      return STOPPED;
    }
  },
};

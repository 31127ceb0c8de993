import { pythonPool } from '../support/scripts';
import { everySeconds, sharedLab } from './support';
import { expectOneToWin } from './two-runners';

const lab = sharedLab(pythonPool(4));

it.each(everySeconds(20, 0, 180))(
  'two runners that fail different regions never fail two at once, and the first comes to its end: at every second from %i s apart, for 20 s',
  (from) => expectOneToWin(lab, 'eu', from),
);

import type { SourceName } from '../findings/sources';
import { type Examples, type Rule } from '../findings/rule';

/** The rules that a JSON Schema stands for: the same six for every kind of file, each with examples of the kind. */
export interface Shape {
  readonly unknownKey: Rule;
  readonly missingKey: Rule;
  readonly wrongType: Rule;
  readonly notAChoice: Rule;
  readonly wrongForm: Rule;
  readonly outOfBounds: Rule;
}

/** The examples of a kind of file, and the page that describes its shape. */
export interface ShapeExamples {
  readonly source: SourceName;
  readonly examples: Readonly<Record<keyof Shape, Examples>>;
}

/** Codes 001 to 006 of a kind of file. */
export function shapeOf(letters: 'SSM' | 'FIS' | 'HYP' | 'LAB', { source, examples }: ShapeExamples): Shape {
  const rule = (number: number, name: keyof Shape, title: string, explanation: string): Rule => ({
    code: `${letters}${String(number).padStart(3, '0')}`,
    severity: 'error',
    title,
    explanation,
    examples: examples[name],
    source,
  });
  return {
    unknownKey: rule(
      1,
      'unknownKey',
      'a key that does not exist here',
      'Nothing reads such a key. It is nearly always a slip of the pen or stands one level too high or too deep, and what it was ' +
        'to say is lost: a misspelt key for a clean-up is a missing clean-up.',
    ),
    missingKey: rule(
      2,
      'missingKey',
      'a key is missing',
      'Without this key the file cannot be used. Where it was written but under another name, the unknown key is reported, too.',
    ),
    wrongType: rule(
      3,
      'wrongType',
      'a value of the wrong type',
      'A string, a number, a list or a map is needed, and another stands there. The usual reason in YAML: what looks like a number ' +
        'or a boolean is one, until it is quoted.',
    ),
    notAChoice: rule(
      4,
      'notAChoice',
      'a value that is none of the choices',
      'Only the listed values have a meaning here, in exactly this spelling: upper and lower case count.',
    ),
    wrongForm: rule(
      5,
      'wrongForm',
      'a value of the wrong form',
      'The string is not written as this place needs it: an ARN, a name without blanks, a duration. The message shows the form.',
    ),
    outOfBounds: rule(
      6,
      'outOfBounds',
      'too many, too few, too long, too short, too large or too small',
      'There is a limit on the number of entries, the length of the text or the size of the number, and the value is beyond it. ' +
        'AWS answers such a request with a validation error.',
    ),
  };
}

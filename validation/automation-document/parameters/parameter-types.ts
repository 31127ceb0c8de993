import { asList, isMap } from '../../parts';

/** Whether values of a type of parameters are written so; what cannot be told is taken. */
export function isOfType(value: unknown, type: string): boolean {
  // A parameter of Parameter Store, whatever its type.
  if (typeof value === 'string' && /^\s*\{\{.*\}\}\s*$/s.test(value)) return true;
  switch (kindOf(type)) {
    case 'String':
      return typeof value === 'string';
    case 'Integer':
      return Number.isInteger(value);
    case 'Boolean':
      return typeof value === 'boolean';
    case 'StringList':
      return Array.isArray(value) && asList(value).every((item) => typeof item === 'string');
    case 'StringMap':
      return isMap(value);
    case 'MapList':
      return Array.isArray(value) && asList(value).every(isMap);
    default:
      return true;
  }
}

/** How a value of a type is written: `a string, in quotes: "60"`. */
export function howWritten(type: string, value: unknown): string {
  switch (kindOf(type)) {
    case 'String':
      return typeof value === 'number' || typeof value === 'boolean' ? `a string: "${value}"` : 'a string';
    case 'Integer':
      return typeof value === 'string' && /^-?\d+$/.test(value)
        ? `a whole number, without quotes: ${value}`
        : 'a whole number';
    case 'Boolean':
      return 'true or false, without quotes';
    case 'StringList':
      return 'a list of strings';
    case 'StringMap':
      return 'a map';
    default:
      return 'a list of maps';
  }
}

/** The type of the items of a list of strings; else the type itself. */
export function itemType(type: string): string {
  return kindOf(type) === 'StringList' ? 'String' : kindOf(type);
}

/** Types of AWS, such as `AWS::IAM::Role::Arn`, are written as strings, and lists of them as lists of strings. */
function kindOf(type: string): string {
  if (type.startsWith('AWS::')) return 'String';
  return type.startsWith('List<') ? 'StringList' : type;
}

/**
 * Breaks a text into lines no longer than the limit, at spaces where there are some. A word longer than a line, such as an ARN, is
 * cut, never dropped. Line feeds of the text stay, and so does the indentation behind them: a traceback keeps its form. The limit counts
 * characters unless another measure is given.
 */
export function wrap(
  text: string,
  limit: number,
  measure: (text: string) => number = (part) => part.length,
): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line.trimEnd(), limit, measure));
}

function wrapLine(line: string, limit: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let current = /^\s*/.exec(line)?.[0] ?? '';
  for (const word of line.trimStart().split(/ +/)) {
    const joined = current.trim() === '' ? current + word : `${current} ${word}`;
    if (measure(joined) <= limit) {
      current = joined;
      continue;
    }
    if (current.trim() !== '') lines.push(current);
    current = word;
    while (measure(current) > limit && current.length > 1) {
      const length = longestFit(current, limit, measure);
      lines.push(current.slice(0, length));
      current = current.slice(length);
    }
  }
  lines.push(current);
  return lines;
}

function longestFit(word: string, limit: number, measure: (text: string) => number): number {
  let length = word.length - 1;
  while (length > 1 && measure(word.slice(0, length)) > limit) length -= 1;
  return length;
}

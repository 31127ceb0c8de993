/** Lines of a step's log that GitHub's runner obeys: between `::stop-commands::TOKEN` and `::TOKEN::` there are none (GitHub Docs, workflow commands). */
export function obeyed(log: string): readonly string[] {
  let token: string | null = null;
  const commands: string[] = [];
  for (const line of log.split('\n').map((each) => each.trimStart())) {
    if (token !== null) {
      if (line === `::${token}::`) token = null;
      continue;
    }
    token = /^::stop-commands::(.+)$/.exec(line)?.[1] ?? null;
    if (token === null && line.startsWith('::')) commands.push(line);
  }
  return commands;
}

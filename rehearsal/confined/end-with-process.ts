const ends = new Set<() => void>();

function endAll(): void {
  for (const end of ends) end();
}

/**
 * Does something when this process exits. However many ask for it, one listener does it for all: Node.js takes more than ten for a leak, and
 * warns of them, and a machine may have more cores than that.
 * @returns takes it back
 */
export function endWithProcess(end: () => void): () => void {
  if (ends.size === 0) process.once('exit', endAll);
  ends.add(end);
  return () => {
    ends.delete(end);
    if (ends.size === 0) process.off('exit', endAll);
  };
}

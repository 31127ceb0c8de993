// Every test file that bundles loads an esbuild of its own, whose thread listens to the standard streams, and these are the same for all
// the files of a worker: from the eleventh on Node would warn of a leak, in the midst of what a test compares.
for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0);

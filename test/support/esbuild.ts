// Every test file loads an esbuild of its own, and each that bundles would leave a thread behind in its worker, with tens of megabytes and
// two listeners on the standard streams. Without threads each bundling starts esbuild anew, and nothing stays.
process.env.ESBUILD_WORKER_THREADS = '0';

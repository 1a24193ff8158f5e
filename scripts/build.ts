// Builds what the Worker bundle and the static assets need and git does not hold. Run by wrangler's [build], by the tests and by hand.
import { buildComponents } from "./build-components.ts";
import { buildDemo } from "./build-demo.ts";
import { buildIsolates } from "./build-isolates.ts";
import { buildTrimmed } from "./build-trimmed.ts";
import { buildVendor } from "./build-vendor.ts";
import { buildWeb } from "./build-web.ts";

try {
  await Promise.all([buildComponents(), buildDemo(), buildTrimmed().then(buildIsolates), buildVendor(), buildWeb()]);
} catch (error) {
  // esbuild has printed what is wrong and where; a stack of ours would bury it.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

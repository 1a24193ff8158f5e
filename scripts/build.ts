// Builds what the Worker bundle and the static assets need and git does not hold. Run by wrangler's [build], by the tests and by hand.
import { buildDemo } from "./build-demo.ts";
import { buildVendor } from "./build-vendor.ts";
import { buildWeb } from "./build-web.ts";

await Promise.all([buildDemo(), buildVendor(), buildWeb()]);

// What is told of an import that nothing provides: what is there instead, shortly. And what other names lead to.
import { describe, expect, test } from "vitest";
import { nearestName } from "../../src/base/nearest-name.ts";
import { iconModule, iconNames } from "../../src/libraries/icons.ts";
import { vendored } from "../../src/libraries/libraries.ts";
import { missingNameMessage, unknownPackageMessage } from "../../src/libraries/words.ts";

test.each([
  ["moment", 'Use "date-fns" or "dayjs", or write'],
  ["@heroicons/react/24/outline", 'Use "lucide-react", or write'],
  ["react-beautiful-dnd", 'Use "@dnd-kit/core", or write'],
  ["formik", 'Use "react-hook-form", or write'],
  ["@mui/material/Button", 'Use "@chakra-ui/react", or write'],
  ["rechart", 'Use "recharts", or write'],
  ["framer-motion/dom", "framer-motion is available, but not"],
  ["left-pad-of-nobody", "not available. Write the needed code"],
])("the package %s is not there", (specifier, told) => {
  const message = unknownPackageMessage(specifier);
  expect(message).toContain(told);
  expect(message.length).toBeLessThan(200);
});

describe("a name that a library does not export", () => {
  const told = (name: string, specifier: string) => {
    const provided = vendored.find(specifier);
    return provided === null ? expect.unreachable(specifier) : missingNameMessage(name, provided, vendored);
  };
  test.each([
    ["createRoot", "react-dom", "react-dom does not export createRoot; react-dom/client does."],
    ["Cmaera", "lucide-react", "Did you mean Camera?"],
    ["useSate", "react", "Did you mean useState?"],
    ["BrowserRouter", "recharts", "recharts does not export BrowserRouter"],
    ["OrbitControls", "three", "three does not export OrbitControls; three/addons/controls/OrbitControls.js does."],
    ["default", "zustand", "zustand has no default export."],
  ])("%s of %s", (name, specifier, message) => {
    expect(told(name, specifier)).toContain(message);
    expect(told(name, specifier)?.length).toBeLessThan(600);
  });

  test.each([
    ["GithubIcon", "lucide-react"],
    ["LucideHome", "lucide-react"],
    ["AlertCircle", "lucide-react"],
    ["motion", "framer-motion"],
    ["Link", "react-router-dom"],
    ["Anything", "react-icons/fa"],
  ])("but %s of %s is none", (name, specifier) => {
    expect(told(name, specifier)).toBeNull();
  });
});

test.each([
  ["lodash", "lodash-es"],
  ["three/examples/jsm/controls/OrbitControls", "three/addons/controls/OrbitControls.js"],
  ["d3-scale", "d3"],
  ["react-day-picker/dist/style.css", "react-day-picker/style.css"],
  ["lodash/debounce", "lodash/debounce"],
])("%s is provided as %s", (written, specifier) => {
  expect(vendored.find(written)?.specifier).toBe(specifier);
});

test.each(["lodash/nothing", "d3-nothing", "date-fns/locale/xx", "__proto__", "react-icons/zz"])(
  "%s is not provided",
  (written) => {
    expect(vendored.find(written)).toBeNull();
  },
);

test("a module of icons has those that were asked for, by their other names too", async () => {
  const first = 'Camera\t"camera",[]\nCircleAlert\t"circle-alert",[]\n';
  const read = async (file: string) => (file.endsWith("-0.txt") ? first : "");
  const code = await iconModule("lucide-react", ["CameraIcon", "AlertCircle", "Nothing"], { read, partsUrl: "/parts.js" });
  expect(code.split("\n").slice(0, -1)).toEqual([
    'import { createLucideIcon as make } from "/parts.js";',
    'const Camera = /* @__PURE__ */ make("camera",[]);',
    'const CircleAlert = /* @__PURE__ */ make("circle-alert",[]);',
    "export { Camera as CameraIcon };",
    "export { CircleAlert as AlertCircle };",
    'export { createLucideIcon, Icon } from "/parts.js";',
  ]);
  expect(await iconNames("react-icons/fa", async () => "FaA FaB")).toEqual(new Set(["FaA", "FaB"]));
});

test.each([
  ["useSate", ["useState", "useRef"], "useState"],
  ["Tooltip", ["ToolTip"], "ToolTip"],
  ["abc", ["xyz"], null],
  ["x".repeat(100), ["x".repeat(99)], null],
])("nearest to %s among %j is %s", (written, names, nearest) => {
  expect(nearestName(written, names)).toBe(nearest);
});

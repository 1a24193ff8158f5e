// Other names of what the list has: a package that is part of another one, and modules that stand for one name of a library.

export interface Meant {
  specifier: string;
  /** The module stands for this name of the library: it is its default export too. */
  member?: string;
}

const same: Readonly<Record<string, string>> = {
  lodash: "lodash-es",
  redux: "@reduxjs/toolkit",
  "zod/v4": "zod",
  "motion/react-client": "motion/react",
  "framer-motion/client": "motion/react",
  "jotai/react": "jotai",
  "dayjs/esm": "dayjs",
  "three/build/three.module": "three",
  "leaflet/dist/leaflet-src.esm": "leaflet",
  "leaflet/dist/leaflet": "leaflet",
  "vue/dist/vue.esm-browser": "vue",
  "vue/dist/vue.esm-bundler": "vue",
  "vue/dist/vue.esm-browser.prod": "vue",
  "react-day-picker/dist/style.css": "react-day-picker/style.css",
  "tw-animate-css/dist/tw-animate.css": "tw-animate-css",
};

/** What d3 is made of: apps import its parts too. */
const d3Parts: ReadonlySet<string> = new Set(
  (
    "array axis brush chord color contour delaunay dispatch drag dsv ease fetch force format geo hierarchy interpolate path polygon quadtree random " +
    "scale scale-chromatic selection shape time time-format timer transition zoom"
  )
    .split(" ")
    .map((part) => `d3-${part}`),
);

/** Beginnings of names: what follows is a name of the library. */
const families: readonly { begins: string; library: string }[] = [
  { begins: "lodash/", library: "lodash-es" },
  { begins: "lodash-es/", library: "lodash-es" },
  { begins: "lodash.", library: "lodash-es" },
  { begins: "date-fns/locale/", library: "date-fns/locale" },
  { begins: "date-fns/", library: "date-fns" },
  { begins: "uuid/", library: "uuid" },
];

/** What a specifier that is no module of the list may mean, the likeliest first. Whether that is there, the caller knows. */
export function meantBy(specifier: string): Meant[] {
  const bare = specifier.replace(/\.m?js$/, "");
  const meant: Meant[] = [];
  const other = Object.hasOwn(same, bare) ? same[bare] : undefined;
  if (other !== undefined) meant.push({ specifier: other });
  if (bare !== specifier) meant.push({ specifier: bare });
  else meant.push({ specifier: `${bare}.js` });
  const addon = /^three\/(?:examples\/jsm|addons)\/(.+)$/.exec(bare)?.[1];
  if (addon !== undefined) meant.push({ specifier: `three/addons/${addon}.js` });
  if (d3Parts.has(bare)) meant.push({ specifier: "d3" });
  for (const { begins, library } of families) {
    if (!bare.startsWith(begins)) continue;
    const member = bare.slice(begins.length).replace(/\/index$/, "");
    meant.push({ specifier: library, member: memberName(library, member) });
  }
  return meant;
}

/** "en-US" is "enUS" among the names. */
const memberName = (library: string, written: string) =>
  library === "date-fns/locale" ? written.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) : written;

// The page of a local business. The sections that can be added are in kinds/landing/.
import type { Kind, Update, UpdateName } from "../kind.ts";
import { editsAt } from "./anchors.ts";
import { faqSource, kindWordsSource, pricesSource } from "./landing/sections.ts";

interface Section {
  name: UpdateName;
  component: string;
  content: string;
  /** The lines of App.tsx after (or before) which the section and its import are inserted. */
  importAnchor: string;
  sectionAnchor: string;
  before: boolean;
}

const appPath = "src/App.tsx";

function section({ name, component, content, importAnchor, sectionAnchor, before }: Section): Update {
  const path = `src/components/${component}.tsx`;
  const put = (anchor: string, line: string) => (before ? line + anchor : anchor + line);
  return {
    name,
    reads: [appPath, path],
    change(files) {
      if (files.has(path)) return null;
      const edits = editsAt(files, [
        {
          path: appPath,
          anchor: importAnchor,
          text: put(importAnchor, `import { ${component} } from "./components/${component}";\n`),
        },
        { path: appPath, anchor: sectionAnchor, text: put(sectionAnchor, `        <${component} />\n`) },
      ]);
      return edits && { edits, writes: [{ path, content }] };
    },
  };
}

const faq = section({
  name: "landing.faq",
  component: "Faq",
  content: faqSource,
  importAnchor: 'import { Footer } from "./components/Footer";\n',
  sectionAnchor: "        <Contact />\n",
  before: true,
});

const prices = section({
  name: "landing.prices",
  component: "Prices",
  content: pricesSource,
  importAnchor: 'import { Offers } from "./components/Offers";\n',
  sectionAnchor: "        <Offers />\n",
  before: false,
});

const kindWords = section({
  name: "landing.voices",
  component: "KindWords",
  content: kindWordsSource,
  importAnchor: 'import { Hours } from "./components/Hours";\n',
  sectionAnchor: "        <Hours />\n",
  before: false,
});

export const landing: Kind = {
  kind: "landing",
  appName: "Millrace Bakery",
  subject: "own",
  updates: [faq, prices, kindWords],
};

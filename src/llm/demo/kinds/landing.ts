// The page of a local business. The sections it can be given are in kinds/landing/.
import type { Kind, Update } from "../kind.ts";
import { editsAt } from "./anchors.ts";
import { faqSource, kindWordsSource, pricesSource } from "./landing/sections.ts";

interface Section {
  name: string;
  component: string;
  content: string;
  matches: RegExp;
  /** Lines of App.tsx that the section's import and the section itself come after (or before). */
  importAnchor: string;
  sectionAnchor: string;
  before: boolean;
  summary: string;
  example: string;
}

const appPath = "src/App.tsx";

function section({ name, component, content, matches, importAnchor, sectionAnchor, before, summary, example }: Section): Update {
  const path = `src/components/${component}.tsx`;
  const put = (anchor: string, line: string) => (before ? line + anchor : anchor + line);
  return {
    name,
    matches: (request) => matches.test(request),
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
      return edits && { edits, writes: [{ path, content }], summary };
    },
    example,
  };
}

const faq = section({
  name: "questions and answers",
  component: "Faq",
  content: faqSource,
  matches: /\b(?:faqs?|q ?& ?a|questions?(?: and answers?)?|help section)\b/,
  importAnchor: 'import { Footer } from "./components/Footer";\n',
  sectionAnchor: "        <Contact />\n",
  before: true,
  summary: "Five questions with their answers stand before the contact form.",
  example: "Add a FAQ section",
});

const prices = section({
  name: "prices",
  component: "Prices",
  content: pricesSource,
  matches: /\b(?:pric(?:es?|ing|e list)|plans?|packages?|tariffs?|subscriptions?|costs?)\b/,
  importAnchor: 'import { Offers } from "./components/Offers";\n',
  sectionAnchor: "        <Offers />\n",
  before: false,
  summary: "Three weekly bread boxes stand there with their prices.",
  example: "Add a pricing section",
});

const kindWords = section({
  name: "what guests say",
  component: "KindWords",
  content: kindWordsSource,
  matches:
    /\b(?:testimonials?|reviews?|quotes?|(?:customer|guest|client)s? (?:say|voices|opinions|feedback)|social proof|references)\b/,
  importAnchor: 'import { Hours } from "./components/Hours";\n',
  sectionAnchor: "        <Hours />\n",
  before: false,
  summary: "Three guests say what they like, below the opening hours.",
  example: "Add testimonials",
});

export const landing: Kind = {
  kind: "landing",
  title: "a landing page for a local business",
  words: [
    "landing page",
    "landing",
    "website",
    "web site",
    "web page",
    "homepage",
    "home page",
    "marketing page",
    "one pager",
    "company page",
    "business page",
    "site",
    "bakery",
    "café",
    "cafe",
    "coffee shop",
    "restaurant",
    "hairdresser",
    "salon",
    "florist",
    "local business",
    "small business",
  ],
  appName: "Millrace Bakery",
  description: "The page of a neighbourhood bakery: what it bakes, when it is open, and how to write to it.",
  plan:
    "I make a page for a local business, with a bakery as the example: an opening, what it offers, opening hours that know whether it is open now, " +
    "and a contact form that checks what is entered. The words are invented; put yours in their place.",
  summary:
    "The page is there. Messages from the form are kept in the browser until you connect a mail service in `src/lib/contact.ts`.",
  updates: [faq, prices, kindWords],
};

// What the demo model takes a request for: an app that it has, with every wish that it cannot meet named, or none with the nearest offered.
import { describe, expect, test } from "vitest";
import { refusalOf } from "../../src/demo/brain.ts";
import { kinds } from "../../src/demo/kinds/index.ts";
import { languages } from "../../src/demo/languages/index.ts";
import { understandApp, understandChange } from "../../src/demo/understand.ts";
import { commonUpdates } from "../../src/demo/updates/index.ts";
import { vocabularyFor } from "../../src/demo/vocabulary.ts";
import { play } from "./play.ts";

function appMeant(prompt: string) {
  const vocabulary = vocabularyFor([prompt]);
  const { kind, updates, unmet, serves } = understandApp(prompt, kinds, commonUpdates, vocabulary);
  return {
    language: vocabulary.language.code,
    kind: kind?.kind ?? null,
    updates: updates.map(({ name }) => name),
    unmet,
    serves,
  };
}

describe("is built, and nothing of it is missing", () => {
  test.each([
    ["To-Do", "en", "todo", []],
    ["a really simple todo app for my wife, please", "en", "todo", []],
    ["A beautiful, modern to-do list in React with Tailwind", "en", "todo", []],
    ["I'd like to keep track of my tasks", "en", "todo", []],
    ["todo list without login or payments, no ads", "en", "todo", []],
    ['a to-do list called "Getting it done"', "en", "todo", ["rename"]],
    ["to do app with due dates, priorities and a dark mode", "en", "todo", ["todo.due", "todo.priority", "dark"]],
    ["a dark blue to-do list", "en", "todo", ["colours"]],
    ["checklist for moving house", "en", "todo", []],
    ["build me an app that counts down 25 minutes of focus", "en", "timer", []],
    ["pomodoro timer with 50 minute sessions", "en", "timer", ["timer.lengths"]],
    ["an app to take notes", "en", "notes", []],
    ["note taking app with a search", "en", "notes", ["notes.search"]],
    ["Kanban", "en", "kanban", []],
    ["a board for my project tasks", "en", "kanban", []],
    ["A geography quiz with ten questions and a score", "en", "quiz", []],
    ["A sales dashboard with a chart and key figures", "en", "dashboard", []],
    ["a website for my bakery with prices and FAQ", "en", "landing", ["landing.faq", "landing.prices"]],
    ["a small game for my son", "en", "game", []],
    ["calculator app with large buttons", "en", "calculator", []],
    ["Bitte baue mir eine schlichte Aufgabenliste", "de", "todo", []],
    ["To-do-Liste mit Fälligkeitsdaten und dunklem Design", "de", "todo", ["todo.due", "dark"]],
    ["Taschenrechner mit Verlauf", "de", "calculator", ["calculator.history"]],
    ["Ein blauer Pomodoro-Timer namens Tomate", "de", "timer", ["colours", "rename"]],
    ["Erdkunde-Quiz mit zehn Fragen", "de", "quiz", []],
    ["Webseite für eine Bäckerei", "de", "landing", []],
    ["ein kleines Spiel für meine Kinder", "de", "game", []],
    ["Notizen-App mit Suche", "de", "notes", ["notes.search"]],
    ["Crée-moi une jolie liste de tâches avec des échéances", "fr", "todo", ["todo.due"]],
    ["une calculette", "fr", "calculator", []],
    ["minuteur pomodoro", "fr", "timer", []],
    ["un site web pour ma boulangerie", "fr", "landing", []],
    ["un quiz de géographie avec dix questions", "fr", "quiz", []],
    ["tableau de bord des ventes avec un graphique", "fr", "dashboard", []],
    ["quiero una lista de tareas sencilla", "es", "todo", []],
    ["temporizador pomodoro con sonido", "es", "timer", ["timer.sound"]],
    ["bloc de notas", "es", "notes", []],
    ["un tablero kanban con tres columnas", "es", "kanban", []],
    ["una página web para una panadería", "es", "landing", []],
    ["juego de la serpiente en modo oscuro", "es", "game", ["dark"]],
  ] as const)("%s", (prompt, language, kind, updates) =>
    expect(appMeant(prompt)).toEqual({ language, kind, updates, unmet: [], serves: null }),
  );
});

describe("is built, and what is missing is named", () => {
  test.each([
    ["to-do list with gold medals", "todo", ["gold medals"]],
    ["todo app like Trello", "todo", ["Trello"]],
    ["todo list with login and a database", "todo", ["login and a database"]],
    ["Build a to-do app. It should have due dates. It should also send me emails.", "todo", ["send me emails"]],
    ["a calculator with tip", "calculator", ["tip"]],
    ["a quiz with 5 questions", "quiz", ["5 questions"]],
    ["snake with three lives", "game", ["three lives"]],
    ["notes with tags and pictures", "notes", ["tags and pictures"]],
    ["kanban board for our team", "kanban", ["team"]],
    ["shared to-do list", "todo", ["shared"]],
    ["pomodoro timer that sends an e-mail", "timer", null],
    ["Aufgabenliste mit Anmeldung", "todo", ["Anmeldung"]],
    ["Kanban-Board für mein Team", "kanban", ["Team"]],
    ["application de notes avec des dossiers", "notes", ["dossiers"]],
    ["lista de tareas con recordatorios por correo", "todo", ["correo"]],
  ] as const)("%s", (prompt, kind, unmet) => {
    const meant = appMeant(prompt);
    if (unmet === null) expect(meant.kind).toBe(null);
    else expect([meant.kind, meant.unmet]).toEqual([kind, unmet]);
  });

  test.each([
    ["a shopping list", "shopping list"],
    ["trello clone", "trello clone"],
    ["Einkaufsliste", "Einkaufsliste"],
    ["une liste de courses", "liste de courses"],
    ["una lista de la compra", "lista de la compra"],
  ])("it only serves for that, and says so: %s", (prompt, serves) => expect(appMeant(prompt).serves).toBe(serves));

  test("before the files, and at the end", async () => {
    const { ending, files } = await play("to-do list for my kids with stars");
    expect(files.has("index.html")).toBe(true);
    expect(ending.content).toMatch(/^Left out: “stars”\./);
    expect(ending.summary).toContain("Left out: “stars”.");
  });

  test("in the person's language", async () => {
    const german = await play("Ein Kanban-Brett mit Zeiterfassung");
    expect(german.ending.content).toMatch(/^Nicht erfüllt: „Zeiterfassung“\./);
    expect(german.ending.suggestions).toContain("Füge Fälligkeitsdaten hinzu");
    expect((await play("une calculatrice avec conversion")).ending.content).toMatch(/^Pas rempli : « conversion »\./);
    expect((await play("un bloc de notas con etiquetas")).ending.content).toMatch(/^Sin cumplir: «etiquetas»\./);
  });
});

describe("is not built, and the nearest is offered first", () => {
  test.each([
    ["a landing page for a dentist", "landing", ["dentist"]],
    ["restaurant website", "landing", ["restaurant website"]],
    ["make me a homepage", "landing", ["homepage"]],
    ["an online shop", "landing", ["online shop"]],
    ["mortgage calculator", "calculator", ["mortgage calculator"]],
    ["a calculator for BMI", "calculator", ["BMI"]],
    ["quiz about football", "quiz", ["football"]],
    ["a quiz with ten questions about football", "quiz", ["football"]],
    ["maths quiz", "quiz", ["maths quiz"]],
    ["trivia night", "quiz", ["trivia night"]],
    ["egg timer", "timer", ["egg timer"]],
    ["a timer to boil eggs", "timer", ["boil eggs"]],
    ["multiplayer snake", "game", ["multiplayer snake"]],
    ["hangman", "game", ["hangman"]],
    ["a game where you shoot asteroids", "game", ["shoot asteroids"]],
    ["crypto dashboard", "dashboard", ["crypto dashboard"]],
    ["dashboard about the weather", "dashboard", ["weather"]],
    ["reading list", "todo", ["reading list"]],
    ["cookbook", "notes", ["cookbook"]],
    ["a CRM with a task list", "todo", ["CRM", "task list"]],
    ["Trinkgeldrechner", "calculator", ["Trinkgeldrechner"]],
    ["Quiz über Filme", "quiz", ["Filme"]],
    ["Timer für Eier", "timer", ["Eier"]],
    ["Webseite für meinen Friseursalon", "landing", ["Webseite", "Friseursalon"]],
    ["calculatrice de pourboire", "calculator", ["calculatrice de pourboire"]],
    ["un quiz sur le cinéma", "quiz", ["cinéma"]],
    ["un chronomètre", "timer", ["chronomètre"]],
    ["calculadora de propinas", "calculator", ["calculadora de propinas"]],
    ["página web para mi dentista", "landing", ["página web", "dentista"]],
    ["un juego de carreras", "game", ["juego de carreras"]],
  ])("%s", (prompt, nearest, words) => {
    const vocabulary = vocabularyFor([prompt]);
    const { kind, unmet, isNear, nearest: kindsByNearness } = understandApp(prompt, kinds, commonUpdates, vocabulary);
    expect([kind, unmet, isNear, kindsByNearness[0]?.kind]).toEqual([null, words, true, nearest]);
    const refusal = refusalOf(prompt);
    for (const word of words) expect(refusal?.message).toContain(word);
    expect(refusal?.suggestions[0]).toBe(vocabulary.language.kinds[kindsByNearness[0]!.kind].example);
  });

  test.each([
    ["a music player", "“music player”"],
    ["password generator", "“password generator”"],
    ["qwertz", "“qwertz”"],
    ["تطبيق الطقس", "“تطبيق الطقس”"],
    ["Passwortgenerator für mich", "„Passwortgenerator“"],
    ["application météo", "« météo »"],
    ["un generador de contraseñas", "«generador de contraseñas»"],
  ])("nothing is near: %s", (prompt, words) => expect(refusalOf(prompt)?.message).toContain(words));

  test.each(["", "hello", "What can you do?", "🦊", "please build something cool", "Was kannst du?", "bonjour", "¡Hola!"])(
    "nothing is asked for: %s",
    (prompt) => {
      const refusal = refusalOf(prompt);
      expect(refusal?.message).toBe(vocabularyFor([prompt]).language.texts.chooseApp);
      expect(refusal?.suggestions).toHaveLength(kinds.length);
    },
  );
});

test("every button builds exactly what it says", () => {
  for (const { kinds: words } of languages) {
    for (const { kind } of kinds) {
      const { example } = words[kind];
      expect([example, appMeant(example)]).toEqual([
        example,
        { language: appMeant(example).language, kind, updates: [], unmet: [], serves: null },
      ]);
    }
  }
});

test.each([
  ["calcualtor", "calculator"],
  ["pomodorro timer", "timer"],
  ["Taschenrechnr", "calculator"],
  ["una calculdora", "calculator"],
])("a slip of the finger is mended and told: %s", async (prompt, kind) => {
  expect(appMeant(prompt).kind).toBe(kind);
  const word = prompt.split(" ").find((part) => part.length > 5);
  const { ending } = await play(prompt);
  expect(ending.content.slice(0, 80)).toContain(word);
});

describe("in an app that is there", () => {
  const todo = kinds.find(({ kind }) => kind === "todo")!;
  const all = [...todo.updates, ...commonUpdates];
  const meant = (request: string) => {
    const { updates, unmet } = understandChange(request, todo, all, vocabularyFor([request]));
    return [updates.map(({ name }) => name), unmet];
  };
  test.each([
    ["make it green, not red", ["colours"], []],
    ["Mach es grün und füge ein dunkles Design hinzu", ["dark", "colours"], []],
    ["Add a dark mode and let my team comment", ["dark"], ["team comment"]],
    ["Make it blue and remove the footer", ["colours"], ["remove the footer"]],
    ["remove dark mode", [], ["remove dark mode"]],
    ["no dark mode please", [], []],
    ["Give every kid stars", [], ["stars"]],
    ["Give every kid gold stars", [], ["gold stars"]],
    ["un titre bleu", [], ["titre bleu"]],
    ["build a calculator", [], ["calculator"]],
    ["Appelle-la Aurore et mets-la en rouge", ["colours", "rename"], []],
    ["Ponlo en verde y añade fechas de entrega", ["todo.due", "colours"], []],
  ])("%s", (request, updates, unmet) => expect(meant(request)).toEqual([updates, unmet]));

  test("what it cannot do ends with what it can as buttons, and without a version", async () => {
    const { files } = await play("Eine To-do-Liste");
    const { ending, changed } = await play("Sende mir Erinnerungen", { files });
    expect([ending.status, changed]).toEqual(["completed", []]);
    expect(ending.content).toMatch(/^Das kann ich nicht ändern.*„Sende/);
    expect(ending.suggestions).toEqual(all.slice(0, 5).map(({ name }) => languages[1]!.updates[name].example));
  });

  test("an app that does not load cannot be finished: the list is text then", async () => {
    const files = new Map((await play("a to-do list")).files).set("src/App.tsx", "export const = 1;\n");
    const { ending, changed } = await play("Send me e-mails", { files });
    expect([ending.status, changed]).toEqual(["completed", []]);
    expect(ending.content).toContain("- Add due dates");
  });
});

test("a request of any length is read within its bound", () => {
  const long = "wordy ".repeat(6_000);
  const began = performance.now();
  const refusal = refusalOf(`a to-do list with ${long}`);
  refusalOf("a".repeat(40_000));
  refusalOf('"'.repeat(40_000));
  expect(performance.now() - began).toBeLessThan(500);
  expect(refusal).toBe(null);
  expect(appMeant(`a to-do list with ${"many, different, ".repeat(400)}`).unmet.at(-1)).toBe("…");
});

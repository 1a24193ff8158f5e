// English.
import type { Language } from "./language.ts";

const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(", ");

export const english: Language = {
  code: "en",
  letters: "",
  filler:
    "a, an, the, and, or, of, in, on, at, by, as, is, are, be, it, its, it's, i, i'd, i'm, i'll, me, my, mine, we, us, our, you, your, he, she, they, them, their, his, her, " +
    "this, these, those, there, here, can, could, would, should, will, must, may, do, does, so, just, also, too, very, really, some, any, all, each, every, one, ones, own, both, " +
    "if, when, then, than, from, into, up, out, again, now, more, " +
    "build, make, create, write, generate, develop, design, code, need, want, would like, like to, love, ll, re, ve, give, get, let, have, has, having, show, use, using, add, put, help, please, pls, thanks, thank you, " +
    "change, set, turn, try, mark, let me, allow, enable, able, work, works, look, feel, something, anything, place, thing, things, kind, sort, able to, used, " +
    "hi, hello, hey, good morning, what can you do, who are you, test, " +
    "app, apps, application, program, tool, software, project, prototype, demo, sample, example, web, web app, webapp, page, screen, browser, online, " +
    "react, typescript, javascript, tailwind, html, css, responsive, mobile, mobile friendly, phone, desktop, offline, local, " +
    "simple, easy, easy to use, basic, nice, nicely, beautiful, pretty, modern, minimal, minimalist, minimalistic, clean, sleek, elegant, small, little, tiny, quick, fast, cool, good, great, best, awesome, " +
    "amazing, fancy, fun, funny, cute, new, classic, standard, plain, normal, typical, lovely, gorgeous, stunning, polished, professional, fully, functional, functioning, working, complete, full, perfect, " +
    "smart, better, useful, usable, interactive, personal, daily, everyday, quickly, well, looking, style, styled, design, layout, ui, ux, interface, feature, features, section, button, " +
    "kid, kids, child, children, wife, husband, son, daughter, mom, mum, mother, dad, father, family, friend, friends, girlfriend, boyfriend, partner, grandma, grandpa, student, students, beginner, beginners, " +
    "myself, people, everyone, home, school, office, class, today",
  extras: "with, plus, including, include, includes, featuring, like",
  relatives: "that, which, where, who",
  purposes: "for, to",
  topics: "about, regarding, related to",
  together:
    "team, teams, users, multiple users, several users, several people, shared, share, sharing, collaborative, collaboration, collaborate, colleagues, coworkers, roommates, flatmates, together, sync, synced, real time",
  refusals: "no, not, never, without, undo, revert, don't, do not",
  removals: "remove, delete, drop, disable, hide, turn off, switch off, take out, take away, get rid of",
  turns:
    "but, instead, and add, and make, and turn, and use, and give, and show, and let, and rename, and call, and change, and set, and put",
  complaints:
    "there is no, there are no, there's no, it has no, has no, have no, don't see, do not see, don't find, don't have, do not have, can not, cannot",
  terms: {},
  kinds: {
    todo: {
      title: "a to-do list",
      example: "A to-do list",
      description: "A to-do list: write it down, tick it off, see what is left.",
      plan: "I'll make a to-do list: add tasks, tick them off, filter open and done. They stay when you close the page.",
      summary: "The list is ready: add, tick off, filter and delete tasks. They stay.",
      is: "todo, todo list, todolist, to do list, todo app, to do app, task list, list of tasks, tasks, task manager, task management, task tracker, checklist, check list",
      serves:
        "shopping list, grocery list, groceries, packing list, bucket list, errands, chores, chore list, reminders, reminder list",
      wider: "list, manager, tracker, organizer, organiser",
      has: "task, item, items, filter, filters, filtering, add, tick, tick off, check off, checkbox, checkboxes, mark as done, done, open, completed, complete, finished, delete, remove, deleting, keep, keeps, remember, save, saves, saved, saving, store, stores, local storage, localstorage, persistent, persistence, keep track of, track, manage, organize, organise, write down",
      near: "habit, habits, habit tracker, calendar, planner, agenda, schedule, wish list, reading list, watch list, goal tracker, chore chart",
    },
    timer: {
      title: "a pomodoro timer with a task list",
      example: "A pomodoro timer with a task list",
      description: "A pomodoro timer with a task list that remembers where you were.",
      plan: "I'll make a pomodoro timer: focus sessions, short and long breaks, a ring that shows the time left, and a list of tasks to work through. It remembers everything when you close the page.",
      summary: "The timer runs, counts finished focus sessions, and keeps your tasks.",
      is: "pomodoro, pomodoro timer, pomodoro clock, pomodoro app, tomato timer, timer, focus timer, focus app, focus session, work timer, study timer, counts down, count down",
      has: "task, tasks, task list, list of tasks, todo list, to do list, todos, list, focus, deep work, concentrate, concentration, study, studying, learning, work, working, homework, break, breaks, short breaks, long breaks, pause, start, stop, session, sessions, 25 minute, 25 minutes, twenty five minutes, minutes of focus, time, time left, countdown, ring, progress ring, counter, keeps, keep, remember, save, saves, add, tick, tick off, done",
      near: "stopwatch, countdown, clock, alarm, alarm clock, time tracker, time tracking, egg timer, kitchen timer, meditation, workout timer, interval timer, world clock, metronome",
    },
    calculator: {
      title: "a calculator",
      example: "A calculator",
      description: "A calculator that is exact with decimals and works from the keyboard.",
      plan: "I'll make a calculator with large keys that also works from the keyboard. It is exact with decimals and says in words when a sum has no result.",
      summary: "The calculator adds, subtracts, multiplies and divides, by keys and keyboard.",
      is: "calculator, pocket calculator, calculator app, desk calculator, adding machine",
      has: "keys, large keys, large, big, key, number, numbers, digits, decimals, decimal, sum, sums, arithmetic, plus, minus, add, addition, adding, adds, subtract, subtraction, subtracts, multiply, multiplication, multiplies, divide, division, divides, calculate, calculates, calculations, four operations, operations, result, results, keyboard, display, clear, sign",
      near: "tip, mortgage, loan, bmi, unit converter, converter, currency, currency converter, abacus, maths, math, expense, expenses, expense tracker, budget, invoice, percentage calculator, scientific calculator",
    },
    notes: {
      title: "a place for notes",
      example: "An app for notes",
      description: "Notes that save themselves: a list, and a page to write on.",
      plan: "I'll make a notes app: a list on one side, a calm page to write on the other. Every change is saved as you type.",
      summary: "You can write, change and delete notes, and they stay.",
      is: "notes, note, notes app, note app, note taking, note taking app, notepad, notebook, scratchpad, jot down",
      serves: "journal, diary, memo, memos, writing app",
      has: "list, list of notes, write, writing, edit, editing, editor, change, delete, deleting, keep, keeps, take, taking, save, saves, saved, autosave, auto save, remember, store, stores, local storage, localstorage, persistent, title, titles, text, idea, ideas, thoughts",
      near: "markdown, markdown editor, text editor, wiki, recipe, recipes, recipe book, cookbook, blog, book, document, documents, bookmarks",
    },
    kanban: {
      title: "a kanban board",
      example: "A kanban board with three columns",
      description: "A board with columns for what to do, what is in progress and what is done.",
      plan: "I'll make a kanban board with three columns. You can add cards, move them by dragging or with their buttons, and delete them. They stay when you close the page.",
      summary: "The board is ready: add cards and move them to Done. They stay.",
      is: "kanban, kanban board, kanban app, task board, cards in columns",
      serves:
        "trello, trello clone, clone of trello, trello board, jira, jira board, scrum board, sprint board, project board, backlog",
      wider: "board, columns",
      has: "card, cards, column, columns, three columns, 3 columns, lane, lanes, drag and drop, drag, drop, dragging, drag & drop, move, moving, task, tasks, todo, to do, doing, in progress, done, backlog, project, projects, sprint, workflow, add, adding, delete, keep, keeps, save, saves, local storage, localstorage, persistent",
      near: "project management, project manager, gantt, roadmap, retrospective",
    },
    quiz: {
      title: "a geography quiz with ten questions",
      example: "A geography quiz with ten questions",
      description: "Ten questions about geography, with a score and a look back.",
      plan: "I'll make a geography quiz: ten questions with four answers each. It says at once what was right and why, keeps score, and shows all answers at the end.",
      summary: "The quiz is ready to play. It shows your score, your best, and every answer.",
      is: "quiz, quiz game, quiz app, geography quiz",
      has: "geography, geographical, world, earth, ten questions, 10 questions, question, questions, answer, answers, multiple choice, four answers, four choices, four options, score, scores, points, best score, high score, explanation, explanations, result, results, right, wrong, correct",
      near: "trivia, trivia game, flashcards, flash cards, flashcard, vocabulary, exam, test my knowledge, survey, poll, questionnaire, questions and answers",
    },
    dashboard: {
      title: "a sales dashboard with invented figures",
      example: "A sales dashboard with a chart",
      description: "Sales of a small shop at a glance: key figures, a chart and the best products.",
      plan: "I'll make a sales dashboard with invented figures for a small tea shop: four key figures, a bar chart by month, and the best products. It is not connected to any data of yours.",
      summary: "The dashboard shows the invented figures; each bar shows its month.",
      is: "dashboard, sales dashboard, revenue dashboard, sales board",
      has: "sales, sale, revenue, revenues, orders of the month, shop, shop sales, chart, charts, bar chart, bar charts, graph, graphs, figure, figures, key figures, kpi, kpis, metrics, numbers, invented figures, invented data, sample data, dummy data, fake data, month, months, monthly, year, best products, products, top products, best sellers, overview",
      near: "analytics, analytics dashboard, statistics, stats, report, reports, stock, stocks, crypto, finance, admin panel, chart, charts, monitoring",
    },
    landing: {
      title: "a landing page for a bakery",
      example: "A landing page for a bakery",
      description: "The page of a neighbourhood bakery: what it bakes, when it is open, and how to write to it.",
      plan: "I'll make a landing page, with a bakery as the example: a welcome, what it offers, opening hours that know whether it is open now, and a contact form that checks what you enter. The words are invented; put yours in their place.",
      summary:
        "The page is there. Messages from the form are kept in the browser until you connect a mail service in `src/lib/contact.ts`.",
      is: "landing page, landing, bakery page, bakery website, bakery site",
      wider: "website, web site, site, webpage, web page, homepage, home page, one pager, marketing page, business page, page",
      has: "bakery, baker, bakeries, bread, breads, buns, local, neighbourhood, neighborhood, opening hours, hours, contact form, contact, form, hero, offers, what it offers, header, footer",
      near: "website, web site, site, homepage, home page, portfolio, restaurant, café, coffee shop, business, company, startup, store, shop, online shop, blog, event page, wedding page",
    },
    game: {
      title: "a snake game",
      example: "A snake game",
      description: "A snake game with a score and a best score.",
      plan: "I'll make a snake game. Steer with the arrow keys, W A S D or by swiping. Every apple is a point and makes the snake longer and a little faster. Your best score is kept.",
      summary: "You can play with keys or fingers, and it keeps your best score.",
      is: "snake, snake game, game of snake, game, arcade game, retro game, mini game, browser game, something to play",
      has: "snake, arcade, retro, apple, apples, score, scores, points, high score, highscore, best score, arrow keys, keyboard, keys, wasd, swipe, swiping, touch, play, playing, board, grid, faster, grow, grows",
      near: "tetris, tic tac toe, chess, pong, breakout, pacman, pac man, memory game, memory, sudoku, minesweeper, solitaire, hangman, puzzle, platformer, shooter, flappy bird, 2048",
    },
  },
  updates: {
    "todo.due": {
      title: "due dates",
      example: "Add due dates",
      summary: "A task can have a due date, shown in words; late tasks say so.",
      words: "due, due date, deadline, due by, dates",
    },
    "todo.priority": {
      title: "a priority",
      example: "Let me mark tasks as important",
      summary: "Tasks can be marked important; those come first.",
      words: "priority, prioritize, prioritise, important, importance, urgent, urgency, flag",
    },
    "todo.clear": {
      title: "clearing what is done",
      example: "Let me clear finished tasks",
      summary: "A button under the list clears finished tasks.",
      words:
        "clear, clear finished, clear completed, clear done, clear button, clear finished tasks, remove finished, remove done, remove completed, delete finished, delete done, delete completed, archive, archive done, clean up",
    },
    "timer.sound": {
      title: "a sound",
      example: "Play a sound when time is up",
      summary: "Three soft notes play when time is up; a button at the top turns them off.",
      words: "sound, play a sound, chime, bell, gong, beep, ring when, rings, ringing, audio, noise, ding, time is up, time's up",
    },
    "timer.reset": {
      title: "a reset button",
      example: "Add a reset button",
      summary: "A Reset button beside Start sets the time back.",
      words: "reset, reset button, restart, start over, begin again, back to the start",
    },
    "timer.lengths": {
      title: "other lengths",
      example: "Make the breaks longer",
      summary: "A focus session is {focus} minutes, a short break {short}, a long one {long}.",
      words:
        "longer, shorter, minute, minutes, min, length, long, short, last, bit, much, pomodoros, rest, rests, pauses, blocks",
    },
    "timer.clear": {
      title: "clearing finished tasks",
      example: "Let me clear finished tasks",
      summary: "A button under the list clears the finished tasks.",
      words:
        "clear, clear finished, clear completed, clear done, clear finished tasks, remove finished, remove done, remove completed, delete finished, delete done, delete completed, archive, clean up, hide finished",
    },
    "timer.goal": {
      title: "a daily goal",
      example: "Add a daily goal",
      summary: "Under the timer is a daily goal of {goal} focus sessions, which you can change.",
      words: "goal, daily goal, target, daily target, per day, a day, each day, every day, pomodoros",
    },
    "calculator.history": {
      title: "a history",
      example: "Add a history with a reset button",
      summary: "Below the keys are your last sums, with a button that clears them.",
      words: "history, last sums, earlier sums, past sums, past calculations, previous calculations, tape, reset, reset button",
    },
    "calculator.keys": {
      title: "percent and square root",
      example: "Add percent and square root keys",
      summary: "There are keys for percent and square root.",
      words: "percent, percentage, per cent, percent key, square root, root, sqrt, more keys, %, √",
    },
    "calculator.hint": {
      title: "a hint at the keyboard",
      example: "Show keyboard hints",
      summary: "A line under the keys says how the keyboard works.",
      words: "keyboard hint, keyboard help, keyboard shortcut, shortcuts, hint, hints",
    },
    "notes.search": {
      title: "a search",
      example: "Add a search",
      summary: "A search field above the list finds notes by title and text.",
      words: "search, searching, search field, search bar, find, filter, look for, look up",
    },
    "notes.pins": {
      title: "pinned notes",
      example: "Let me pin notes",
      summary: "Notes can be pinned: they stay at the top of the list.",
      words: "pin, pins, pinned, pinning, favourite, favorite, favourites, favorites, on top, at the top",
    },
    "notes.count": {
      title: "a word count",
      example: "Show a word count",
      summary: "Each note shows its number of words.",
      words: "word count, word counter, words, count words, counts words, number of words",
    },
    "kanban.due": {
      title: "due dates",
      example: "Add due dates",
      summary: "A card can have a due date, shown in words; late cards say so.",
      words: "due, due date, deadline, due by, dates",
    },
    "kanban.column": {
      title: "a further column",
      example: "Add a review column",
      summary: "There is a {title} column before Done.",
      words:
        "review, review column, another column, new column, fourth column, extra column, one more column, add a column, add column, testing column, 4 columns, four columns",
    },
    "kanban.clear": {
      title: "clearing Done",
      example: "Let me clear the done column",
      summary: "A button clears the Done column.",
      words:
        "clear, clear done, clear the done column, clear done column, empty done, archive, remove done, remove finished, delete done, delete finished, remove done cards, clean up",
    },
    "quiz.countdown": {
      title: "time to answer",
      example: "Give me 20 seconds to answer",
      summary: "There are {seconds} seconds to answer each question.",
      words: "timer, time limit, countdown, second, seconds, sec, clock, time pressure, timed, time to answer",
    },
    "quiz.shuffle": {
      title: "shuffled questions",
      example: "Shuffle the questions",
      summary: "Every round asks the questions in a different order.",
      words: "shuffle, shuffled, random, randomize, randomise, random order, mix, different order, another order",
    },
    "quiz.restart": {
      title: "a restart button",
      example: "Add a restart button",
      summary: "A button at the top starts the quiz over.",
      words: "restart, reset, start over, begin again, start again, from the beginning, restart button, reset button",
    },
    "dashboard.period": {
      title: "a period to choose",
      example: "Add a date range filter with a reset",
      summary: "Figures and chart can be narrowed to three or six months, and reset.",
      words:
        "filter, filters, date filter, date range, range, period, quarter, last three months, last 3 months, last six months, last 6 months, three months, six months, reset",
    },
    "dashboard.export": {
      title: "export as CSV",
      example: "Let me export the figures as CSV",
      summary: "A button saves the figures shown as a CSV file.",
      words: "export, csv, csv export, csv file, download",
    },
    "dashboard.orders": {
      title: "a chart of orders",
      example: "Add a second chart for orders",
      summary: "Below is a line chart of each month's orders.",
      words: "second chart, another chart, one more chart, line chart, orders, order, trend",
    },
    "landing.faq": {
      title: "questions and answers",
      example: "Add a FAQ section",
      summary: "Five questions with answers come before the contact form.",
      words: "faq, faqs, q&a, questions, questions and answers, frequently asked questions, help section",
    },
    "landing.prices": {
      title: "prices",
      example: "Add a pricing section",
      summary: "Three weekly bread boxes are listed with their prices.",
      words: "price, prices, pricing, price list, pricing section, pricing table",
    },
    "landing.voices": {
      title: "what guests say",
      example: "Add testimonials",
      summary: "Below the opening hours, three invented guests say what they like.",
      words:
        "testimonial, testimonials, review, reviews, quotes, what guests say, what customers say, customer voices, social proof",
    },
    "game.pause": {
      title: "a pause button",
      example: "Add a pause button",
      summary: "A button pauses and resumes the game.",
      words: "pause, pause button, pausing, pause the game, stop button",
    },
    "game.controls": {
      title: "controls on the screen",
      example: "Add on-screen controls",
      summary: "Four buttons under the board steer the snake.",
      words:
        "controls, on screen controls, control, on screen, arrow buttons, touch controls, dpad, d pad, joystick, buttons to steer",
    },
    "game.reset": {
      title: "resetting the best score",
      example: "Let me reset the best score",
      summary: "The best score can be reset.",
      words:
        "reset, reset button, reset the best score, reset the high score, clear the best score, clear, forget, delete the best score",
    },
    dark: {
      title: "a dark mode",
      example: "Add a dark mode",
      summary: "There is a dark mode: it follows the system until you choose with the button at the top.",
      words:
        "dark, darker, dark mode, dark theme, dark version, dark colours, dark colors, dark scheme, dark look, dark side, night mode, night theme, black mode, dark light, light dark, light and dark, dark and light, light and dark mode, theme switch, theme toggle, theme button",
    },
    colours: {
      title: "the colours",
      example: "Make it blue",
      summary: "The accent colour is now {colour}, as light as it can be and stay readable.",
      words:
        "colour, color, colours, colors, accent, accents, theme, palette, look, scheme, tone, tones, version, recolour, recolor, paint",
    },
    rename: {
      title: "the name",
      example: "Rename it to Daybreak",
      summary: "The app is now called {name}.",
      words: "rename, name, title, called, named",
    },
  },
  texts: {
    quoted,
    aboutDemo: "This is the built-in demo model: it writes a prepared app, word for word.",
    setKey:
      "For anything else, connect a real model: start Edgewright with `OPENAI_API_KEY=… npm start`, or put the line `OPENAI_API_KEY=…` into the file `.dev.vars`. `OPENROUTER_API_KEY` works the same way.",
    chooseApp: "I am the built-in demo model and can build nine prepared apps. Choose one.",
    noApp: (words, nearest) =>
      `I cannot build that: I am the built-in demo model and have nothing prepared for ${words}. ${nearest ? `The closest I have is ${nearest}.` : "These are the apps I have."}`,
    emptyApp: "The app has no files yet, so there is nothing to say about it.",
    serves: (asked, title) => `I don't have ${asked} as such. This is ${title}, which you can use as one.`,
    readAs: (typed, taken) => `I take ${typed} for ${taken}.`,
    unmet: (words) => `Left out: ${words}. I do not know how to do that, so the app does not have it.`,
    working: (titles) => `I'll work on ${titles}. First I read the files it touches.`,
    leftOut: (titles) => `I'm leaving one thing out, because it is already there or I don't know how to do it here: ${titles}.`,
    noChange: (words) =>
      `I cannot make that change${words && `: I do not know how to do ${words}`}. I am the built-in demo model and know only a few changes. Nothing was changed.`,
    impossibleChange: (titles) =>
      `Nothing was changed: this is already in the app, or its files are no longer as I know them (${titles}). I am the built-in demo model and can only make prepared changes.`,
    possible: "In this app you can ask me for:",
    nothingPossible: "There is nothing I can change in this app.",
    failedStep: (results) => `A step did not work, and as the built-in demo model I cannot find another way:\n\n${results}`,
    aboutApp: (name, files, parts) =>
      `I am the built-in demo model, so I can say what is in the files, but not answer the question itself.\n\n${name || "The app"} has these files: ${files}.${parts && ` \`src/App.tsx\` puts it together from ${parts}.`}`,
  },
};

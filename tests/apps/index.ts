// All apps, no two of a kind. `npm test` tries every third, so the slowest (3D without a graphics card) stands where it is left out.

import { artifactBudget } from "./artifact-budget/operate.ts";
import { bookingCalendar } from "./booking-calendar/operate.ts";
import { brickBreaker } from "./brick-breaker/operate.ts";
import { chakraBooking } from "./chakra-booking/operate.ts";
import { craQuotes } from "./cra-quotes/operate.ts";
import { csvExplorer } from "./csv-explorer/operate.ts";
import { d3Rainfall } from "./d3-rainfall/operate.ts";
import { drumMachine } from "./drum-machine/operate.ts";
import { elevatorTypes } from "./elevator-types/operate.ts";
import { emotionMood } from "./emotion-mood/operate.ts";
import type { ForeignApp } from "./foreign-app.ts";
import { habitModules } from "./habit-modules/operate.ts";
import { harvestPages } from "./harvest-pages/operate.ts";
import { kanbanZustand } from "./kanban-zustand/operate.ts";
import { ledgerTable } from "./ledger-table/operate.ts";
import { marblePhysics } from "./marble-physics/operate.ts";
import { markdownDesk } from "./markdown-desk/operate.ts";
import { mobxNotes } from "./mobx-notes/operate.ts";
import { moduleQuiz } from "./module-quiz/operate.ts";
import { motionGallery } from "./motion-gallery/operate.ts";
import { museumI18n } from "./museum-i18n/operate.ts";
import { nextBakery } from "./next-bakery/operate.ts";
import { p5Flock } from "./p5-flock/operate.ts";
import { pwaShopping } from "./pwa-shopping/operate.ts";
import { queryLibrary } from "./query-library/operate.ts";
import { recipePage } from "./recipe-page/operate.ts";
import { reduxCart } from "./redux-cart/operate.ts";
import { seasideHotel } from "./seaside-hotel/operate.ts";
import { setlistDrag } from "./setlist-drag/operate.ts";
import { signupWizard } from "./signup-wizard/operate.ts";
import { solarSystem } from "./solar-system/operate.ts";
import { studioTheme } from "./studio-theme/operate.ts";
import { styledBlog } from "./styled-blog/operate.ts";
import { teamDashboard } from "./team-dashboard/operate.ts";
import { vaseStudio } from "./vase-studio/operate.ts";
import { vueInvoices } from "./vue-invoices/operate.ts";
import { walksMap } from "./walks-map/operate.ts";
import { webglRunner } from "./webgl-runner/operate.ts";

export const apps: readonly ForeignApp[] = [
  harvestPages,
  teamDashboard,
  studioTheme,
  brickBreaker,
  webglRunner,
  solarSystem,
  setlistDrag,
  vaseStudio,
  signupWizard,
  ledgerTable,
  bookingCalendar,
  markdownDesk,
  walksMap,
  drumMachine,
  seasideHotel,
  vueInvoices,
  habitModules,
  recipePage,
  d3Rainfall,
  p5Flock,
  museumI18n,
  pwaShopping,
  kanbanZustand,
  queryLibrary,
  reduxCart,
  motionGallery,
  styledBlog,
  chakraBooking,
  moduleQuiz,
  nextBakery,
  elevatorTypes,
  artifactBudget,
  craQuotes,
  emotionMood,
  marblePhysics,
  csvExplorer,
  mobxNotes,
];

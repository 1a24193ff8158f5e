// Small programs with the libraries, as apps write them. Each shows an element when hooks, contexts and icons of several libraries work together.

export interface Sample {
  name: string;
  source: string;
  /** Selector of what it shows. */
  shows: string;
}

const mounted = (imports: string, body: string, element = "<App />") =>
  `import { createRoot } from "react-dom/client";\n${imports}\n${body}\ncreateRoot(document.getElementById("root")).render(${element});\n`;

export const samples: readonly Sample[] = [
  {
    name: "router",
    source: mounted(
      'import { MemoryRouter, Routes, Route, Link, useNavigate } from "react-router-dom";\nimport { useLocation } from "react-router";\nimport { useEffect } from "react";',
      "function Start() { const go = useNavigate(); useEffect(() => { go('/about'); }, []); return <Link to='/about'>x</Link>; }\nfunction About() { return <p id='done'>{useLocation().pathname}</p>; }",
      "<MemoryRouter><Routes><Route path='/' element={<Start />} /><Route path='/about' element={<About />} /></Routes></MemoryRouter>",
    ),
    shows: "#done",
  },
  {
    name: "query",
    source: mounted(
      'import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";',
      "const client = new QueryClient();\nfunction Inner() { const { data } = useQuery({ queryKey: ['a'], queryFn: async () => 5 }); return data === 5 ? <p id='done' /> : null; }\nconst App = () => <QueryClientProvider client={client}><Inner /></QueryClientProvider>;",
    ),
    shows: "#done",
  },
  {
    name: "radix",
    source: mounted(
      'import * as Dialog from "@radix-ui/react-dialog";\nimport { Slot } from "@radix-ui/react-slot";\nimport { Tabs } from "radix-ui";\nimport { Command } from "cmdk";\nimport { cva } from "class-variance-authority";\nimport { twMerge } from "tailwind-merge";\nimport clsx from "clsx";',
      "const look = cva('a', { variants: { kind: { big: 'p-2 p-4' } } });\nconst App = () => <Dialog.Root open><Dialog.Portal><Dialog.Content><Dialog.Title>T</Dialog.Title><Slot className={twMerge(clsx(look({ kind: 'big' })))}><b id='done' /></Slot><Tabs.Root defaultValue='a'><Tabs.List><Tabs.Trigger value='a'>A</Tabs.Trigger></Tabs.List></Tabs.Root><Command><Command.Input /></Command></Dialog.Content></Dialog.Portal></Dialog.Root>;",
    ),
    shows: "[role=dialog] b.a.p-4:not(.p-2)",
  },
  {
    name: "icons",
    source: mounted(
      'import { Camera, AlertCircle, HeartIcon, LucideHome, Github } from "lucide-react";\nimport { FaBeer } from "react-icons/fa";\nimport { MdHome } from "react-icons/md";\nimport * as Fi from "react-icons/fi";',
      "const App = () => <><Camera size={20} /><AlertCircle /><HeartIcon /><LucideHome /><Github /><FaBeer /><MdHome /><Fi.FiActivity /></>;",
    ),
    shows: "#root svg:nth-of-type(8)",
  },
  {
    name: "motion",
    source: mounted(
      'import { motion, AnimatePresence } from "framer-motion";\nimport { useMotionValue } from "motion/react";\nimport { animate } from "motion";',
      "function App() { const x = useMotionValue(typeof animate === 'function' ? 1 : 0); return <AnimatePresence><motion.p id='done' style={{ x }} animate={{ opacity: 1 }} /></AnimatePresence>; }",
    ),
    shows: "#done",
  },
  {
    name: "charts",
    source: mounted(
      'import { LineChart, Line, XAxis, ResponsiveContainer, BarChart, Bar } from "recharts";\nimport { Bar as CanvasBar } from "react-chartjs-2";\nimport { Chart, registerables } from "chart.js";',
      "Chart.register(...registerables);\nconst data = [{ n: 'a', v: 1 }, { n: 'b', v: 3 }];\nconst App = () => <><LineChart width={300} height={200} data={data}><XAxis dataKey='n' /><Line dataKey='v' isAnimationActive={false} /></LineChart><div style={{ width: 300, height: 100 }}><ResponsiveContainer><BarChart data={data}><Bar dataKey='v' /></BarChart></ResponsiveContainer></div><CanvasBar data={{ labels: ['a'], datasets: [{ label: 'x', data: [1] }] }} /></>;",
    ),
    shows: "path.recharts-line-curve",
  },
  {
    name: "forms",
    source: mounted(
      'import { useForm } from "react-hook-form";\nimport { zodResolver } from "@hookform/resolvers/zod";\nimport { z } from "zod";\nimport { useEffect } from "react";',
      "const schema = z.object({ name: z.string().min(2, 'short') });\nfunction App() { const { register, handleSubmit, formState: { errors } } = useForm({ resolver: zodResolver(schema), defaultValues: { name: '' } }); const submit = handleSubmit(() => {}); useEffect(() => { submit(); }, []); return <form><input {...register('name')} />{errors.name && <p id='done'>{errors.name.message}</p>}</form>; }",
    ),
    shows: "#done",
  },
  {
    name: "state",
    source: mounted(
      'import { create } from "zustand";\nimport { persist } from "zustand/middleware";\nimport { immer } from "zustand/middleware/immer";\nimport { atom, useAtomValue } from "jotai";\nimport { atomWithStorage } from "jotai/utils";\nimport { configureStore, createSlice } from "@reduxjs/toolkit";\nimport { Provider, useSelector } from "react-redux";\nimport { makeAutoObservable } from "mobx";\nimport { observer } from "mobx-react-lite";',
      "const useStore = create(immer(persist(() => ({ n: 1 }), { name: 'kept' })));\nconst one = atom(1);\nconst kept = atomWithStorage('k', 1);\nconst slice = createSlice({ name: 's', initialState: { n: 1 }, reducers: {} });\nconst store = configureStore({ reducer: slice.reducer });\nclass Counter { n = 1; constructor() { makeAutoObservable(this); } }\nconst counter = new Counter();\nconst Inner = observer(() => { const sum = useStore((state) => state.n) + useAtomValue(one) + useAtomValue(kept) + useSelector((state) => state.n) + counter.n; return <p id={'sum' + sum} />; });\nconst App = () => <Provider store={store}><Inner /></Provider>;",
    ),
    shows: "#sum5",
  },
  {
    name: "three",
    source: mounted(
      'import { Canvas, useFrame, useThree } from "@react-three/fiber";\nimport { OrbitControls, Html } from "@react-three/drei";\nimport * as THREE from "three";\nimport { OrbitControls as Plain } from "three/examples/jsm/controls/OrbitControls.js";\nimport { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";',
      "const App = () => { if (!(new GLTFLoader() instanceof THREE.Loader) || typeof Plain !== 'function' || typeof useFrame !== 'function' || typeof useThree !== 'function' || OrbitControls === undefined || Html === undefined) throw new Error('parts of three differ'); return <p id='done'>{typeof Canvas}</p>; };",
    ),
    shows: "#done",
  },
  {
    name: "styled",
    source: mounted(
      'import styled from "styled-components";\nimport emotion from "@emotion/styled";\nimport { css } from "@emotion/css";\nimport { ChakraProvider, Button, useToast } from "@chakra-ui/react";\nimport { AddIcon } from "@chakra-ui/icons";',
      "const Red = styled.p`color: rgb(255, 0, 0);`;\nconst Blue = emotion.p`color: rgb(0, 0, 255);`;\nfunction Inner() { useToast(); return <><Red id='red' /><Blue id='blue' /><i className={css`color: green;`} /><Button id='done'><AddIcon /></Button></>; }\nconst App = () => <ChakraProvider><Inner /></ChakraProvider>;",
    ),
    shows: "#done.chakra-button svg",
  },
  {
    name: "interface",
    source: mounted(
      'import { Toaster, toast } from "sonner";\nimport hot, { Toaster as Hot } from "react-hot-toast";\nimport { ThemeProvider } from "next-themes";\nimport { DayPicker } from "react-day-picker";\nimport { Drawer } from "vaul";\nimport { OTPInput } from "input-otp";\nimport useEmbla from "embla-carousel-react";\nimport { PanelGroup, Panel, PanelResizeHandle } from "react-resizable-panels";\nimport Markdown from "react-markdown";\nimport remarkGfm from "remark-gfm";\nimport { useEffect } from "react";',
      "function App() { const [ref] = useEmbla(); useEffect(() => { toast('saved'); hot('hot'); }, []); return <ThemeProvider attribute='class'><Toaster /><Hot /><DayPicker mode='single' /><Drawer.Root><Drawer.Trigger>x</Drawer.Trigger></Drawer.Root><OTPInput maxLength={2} render={() => null} /><div ref={ref}><div /></div><PanelGroup direction='horizontal'><Panel /><PanelResizeHandle /><Panel /></PanelGroup><Markdown remarkPlugins={[remarkGfm]}>{'| a |\\n| - |\\n| b |'}</Markdown></ThemeProvider>; }",
    ),
    shows: "#root table td",
  },
  {
    name: "tables",
    source: mounted(
      'import { useReactTable, getCoreRowModel, flexRender } from "@tanstack/react-table";\nimport { useVirtualizer } from "@tanstack/react-virtual";\nimport { DndContext, useDraggable } from "@dnd-kit/core";\nimport { SortableContext, useSortable } from "@dnd-kit/sortable";\nimport { CSS } from "@dnd-kit/utilities";\nimport { MapContainer, Marker } from "react-leaflet";\nimport i18n from "i18next";\nimport { initReactI18next, useTranslation } from "react-i18next";',
      "i18n.use(initReactI18next).init({ lng: 'en', resources: { en: { translation: { hello: 'done' } } } });\nconst columns = [{ accessorKey: 'a' }];\nconst data = [{ a: 'done' }];\nfunction Item() { const { setNodeRef, transform } = useSortable({ id: 'a' }); useDraggable({ id: 'b' }); return <p ref={setNodeRef} style={{ transform: CSS.Transform.toString(transform) }} />; }\nfunction App() { const table = useReactTable({ data, columns, getCoreRowModel: getCoreRowModel() }); useVirtualizer({ count: 3, getScrollElement: () => null, estimateSize: () => 10 }); const { t } = useTranslation(); return <DndContext><SortableContext items={['a']}><Item /></SortableContext><MapContainer center={[0, 0]} zoom={1} style={{ height: 50 }}><Marker position={[0, 0]} /></MapContainer>{table.getRowModel().rows.map((row) => row.getVisibleCells().map((cell) => <p key={cell.id} id={t('hello')}>{flexRender(cell.column.columnDef.cell, cell.getContext())}</p>))}</DndContext>; }",
    ),
    shows: "#done",
  },
  {
    name: "plain",
    source: `import * as d3 from "d3";
import { scaleLinear } from "d3-scale";
import dayjs from "dayjs";
import relativeTime from "dayjs/plugin/relativeTime";
import { format } from "date-fns";
import { fr } from "date-fns/locale";
import _, { groupBy } from "lodash";
import debounce from "lodash/debounce";
import { marked } from "marked";
import DOMPurify from "dompurify";
import Papa from "papaparse";
import { v4 as uuid } from "uuid";
import { nanoid } from "nanoid";
import Matter, { Engine } from "matter-js";
import { Howl } from "howler";
import * as Tone from "tone";
import p5 from "p5";
import axios from "axios";
import confetti from "canvas-confetti";
import { produce } from "immer";
import { createClient } from "@supabase/supabase-js";
import { createApp, ref } from "vue";
import L from "leaflet";
import Chart from "chart.js/auto";
dayjs.extend(relativeTime);
const facts = [
  d3.sum([1, 2]) === 3, scaleLinear().domain([0, 1]).range([0, 10])(0.5) === 5, dayjs().from(dayjs()).includes("second"),
  format(new Date(2026, 0, 1), "MMMM", { locale: fr }) === "janvier", _.isEmpty({}), groupBy([1], String)["1"].length === 1,
  typeof debounce(() => {}) === "function", DOMPurify.sanitize(marked.parse("**a**<script></script>")).includes("<strong>"),
  Papa.parse("a,b").data[0].length === 2, uuid().length === 36, nanoid().length === 21, Matter.Engine === Engine, typeof Howl === "function",
  typeof Tone.Synth === "function", typeof p5 === "function", typeof axios.get === "function", typeof confetti === "function",
  produce({ a: 1 }, (draft) => { draft.a = 2; }).a === 2, typeof createClient("https://x.test", "k").from === "function",
  typeof L.map === "function", typeof Chart === "function",
];
createApp({ setup: () => ({ count: ref(facts.every(Boolean) ? "done" : "facts-" + facts.map(Number).join("")) }), template: '<p :id="count"></p>' }).mount("#root");
`,
    shows: "#done",
  },
];

import { createRoot } from "react-dom/client";
import { NotesApp } from "./NotesApp";
import { NotesStore } from "./NotesStore";
import "./notes.css";

const store = new NotesStore();
createRoot(document.getElementById("root")!).render(<NotesApp store={store} />);

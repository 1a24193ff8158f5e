import { createRoot } from "react-dom/client";
import Gallery from "./Gallery";
import "./gallery.css";

createRoot(document.getElementById("root")!).render(<Gallery />);

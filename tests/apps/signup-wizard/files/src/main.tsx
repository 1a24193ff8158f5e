import { createRoot } from "react-dom/client";
import { Toaster } from "react-hot-toast";
import { Wizard } from "./Wizard";
import "./index.css";

createRoot(document.getElementById("root")!).render(
  <>
    <Toaster position="top-right" />
    <Wizard />
  </>,
);

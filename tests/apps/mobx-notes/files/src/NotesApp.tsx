import { observer } from "mobx-react-lite";
import Markdown from "react-markdown";
import remarkGfm from "remark-gfm";
import type { NotesStore } from "./NotesStore";

export const NotesApp = observer(({ store }: { store: NotesStore }) => (
  <div className="layout">
    <nav>
      {store.notes.map((note) => (
        <button key={note.id} className={note === store.active ? "active" : ""} onClick={() => (store.activeId = note.id)}>{note.title}</button>
      ))}
      <button onClick={store.add}>New</button>
      <p>{store.words} words, saved {store.saved} times</p>
    </nav>
    <textarea aria-label="Note" value={store.active?.text} onChange={(e) => store.active?.setText(e.target.value)} />
    <article><Markdown remarkPlugins={[remarkGfm]}>{store.active?.text}</Markdown></article>
  </div>
));

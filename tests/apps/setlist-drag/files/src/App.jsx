import React, { useState } from "react";
import { AnimatePresence, Reorder, motion, useDragControls } from "framer-motion";

const initial = [
  { id: "a", title: "Blue Harbour", key: "Dm" },
  { id: "b", title: "Paper Boats", key: "G" },
  { id: "c", title: "Night Bus", key: "Em" },
];

function Song({ song }) {
  const controls = useDragControls();
  return (
    <Reorder.Item value={song} className="song" dragControls={controls} whileDrag={{ scale: 1.03 }}>
      <span>{song.title}</span>
      <span>{song.key}</span>
    </Reorder.Item>
  );
}

export default function App() {
  const [songs, setSongs] = useState(initial);
  const [spare, setSpare] = useState(["Encore", "Intro"]);
  const [over, setOver] = useState(false);

  const onDrop = (e) => {
    e.preventDefault();
    const title = e.dataTransfer.getData("text/plain");
    setSpare((list) => list.filter((s) => s !== title));
    setOver(false);
  };

  return (
    <main>
      <motion.h1 initial={{ opacity: 0, y: -10 }} animate={{ opacity: 1, y: 0 }}>Setlist</motion.h1>
      <p data-testid="order">{songs.map((s) => s.title).join(" > ")}</p>
      <Reorder.Group axis="y" values={songs} onReorder={setSongs}>
        {songs.map((song) => (
          <Song key={song.id} song={song} />
        ))}
      </Reorder.Group>
      <div>
        <AnimatePresence>
          {spare.map((title) => (
            <motion.span key={title} exit={{ opacity: 0 }}>
              <span className="chip" draggable onDragStart={(e) => e.dataTransfer.setData("text/plain", title)}>{title}</span>
            </motion.span>
          ))}
        </AnimatePresence>
      </div>
      <div className={over ? "trash over" : "trash"} onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={onDrop}>
        Drop here to remove
      </div>
    </main>
  );
}

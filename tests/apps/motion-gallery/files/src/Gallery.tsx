import { AnimatePresence, LayoutGroup, motion, useScroll, useSpring, useReducedMotion, type Variants } from "motion/react";
import { useState } from "react";
import { art, background, type Art } from "./art";

const list: Variants = { hidden: {}, shown: { transition: { staggerChildren: 0.05 } } };
const item: Variants = { hidden: { opacity: 0, y: 20 }, shown: { opacity: 1, y: 0 } };

export default function Gallery() {
  const [mood, setMood] = useState<"all" | Art["mood"]>("all");
  const [open, setOpen] = useState<Art | null>(null);
  const { scrollYProgress } = useScroll();
  const scaleX = useSpring(scrollYProgress);
  const calm = useReducedMotion();

  return (
    <LayoutGroup>
      <motion.div className="progress" style={{ scaleX }} />
      <nav style={{ padding: 24 }}>
        {(["all", "warm", "cold"] as const).map((name) => (
          <button key={name} onClick={() => setMood(name)} aria-pressed={mood === name}>{name}</button>
        ))}
        {calm && <small> motion reduced</small>}
      </nav>
      <motion.div className="grid" variants={list} initial="hidden" animate="shown">
        <AnimatePresence mode="popLayout">
          {art.filter((a) => mood === "all" || a.mood === mood).map((a) => (
            <motion.button layout variants={item} exit={{ opacity: 0, scale: 0.8 }} key={a.id} layoutId={`art-${a.id}`} className="tile"
              style={{ background: background(a) }} whileHover={{ scale: 1.03 }} whileTap={{ scale: 0.97 }} onClick={() => setOpen(a)}>
              {a.title}
            </motion.button>
          ))}
        </AnimatePresence>
      </motion.div>
      <AnimatePresence>
        {open && (
          <motion.div role="dialog" aria-label={open.title} className="big" layoutId={`art-${open.id}`} style={{ background: background(open) }}>
            <motion.div initial={{ opacity: 0 }} animate={{ opacity: 1 }}>
              <h2>{open.title}, {open.mood}</h2>
              <button onClick={() => setOpen(null)}>Close</button>
            </motion.div>
          </motion.div>
        )}
      </AnimatePresence>
    </LayoutGroup>
  );
}

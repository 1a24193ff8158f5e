import { useEffect, useMemo, useRef, useState } from "react";
import { Pause, Play } from "lucide-react";
import { Engine, tracks, type Pattern } from "./engine";

const empty = (): Pattern => Object.fromEntries(tracks.map((t) => [t, Array(8).fill(false)])) as Pattern;

export default function App() {
  const [pattern, setPattern] = useState<Pattern>(() => ({ ...empty(), Kick: [true, false, false, false, true, false, false, false] }));
  const [step, setStep] = useState(-1);
  const [playing, setPlaying] = useState(false);
  const [bpm, setBpm] = useState(120);
  const latest = useRef(pattern);
  const engine = useMemo(() => new Engine(setStep), []);

  useEffect(() => { latest.current = pattern; }, [pattern]);

  const toggle = (track: keyof Pattern, at: number) =>
    setPattern((old) => ({ ...old, [track]: old[track].map((on, i) => (i === at ? !on : on)) }));

  const play = async () => {
    if (playing) engine.stop();
    else await engine.start(() => latest.current, bpm);
    setPlaying(!playing);
  };

  return (
    <main className="mx-auto max-w-xl space-y-4 p-6">
      <h1 className="text-2xl font-bold">Drum Machine</h1>
      {tracks.map((track) => (
        <div key={track} className="grid grid-cols-[80px_repeat(8,1fr)] items-center gap-2">
          <span>{track}</span>
          {pattern[track].map((on, i) => (
            <button key={i} aria-label={`${track} ${i + 1}`} aria-pressed={on} onClick={() => toggle(track, i)}
              className={`h-10 rounded ${on ? "bg-pad" : "bg-neutral-200"} ${step === i ? "animate-beat ring-2" : ""}`} />
          ))}
        </div>
      ))}
      <label>Tempo <input type="range" min={60} max={180} value={bpm} onChange={(e) => setBpm(+e.target.value)} /> {bpm}</label>
      <button onClick={play} className="flex items-center gap-2 rounded bg-black px-4 py-2 text-white">
        {playing ? <Pause size={16} /> : <Play size={16} />} {playing ? "Stop" : "Play"}
      </button>
      <p role="status">{playing ? `Step ${step + 1}` : "Stopped"}</p>
    </main>
  );
}

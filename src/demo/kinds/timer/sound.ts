// A sound when time is up, generated in the browser, and a button to turn it off.
import type { Update } from "../../kind.ts";

const appPath = "src/App.tsx";
const togglePath = "src/components/SoundToggle.tsx";

export const sound: Update = {
  name: "timer.sound",
  reads: [appPath, togglePath],
  change(files) {
    const app = files.get(appPath);
    const importLine = 'import { Header } from "./components/Header";\n';
    const header = "      <Header />\n";
    const atEnd = '      if (mode === "focus") countSession();\n';
    if (!app || files.has(togglePath) || ![importLine, header, atEnd].every((text) => app.includes(text))) return null;
    return {
      edits: [
        {
          path: appPath,
          edits: [
            {
              search: importLine,
              replace: `${importLine}import { SoundToggle } from "./components/SoundToggle";\nimport { chime } from "./lib/chime";\n`,
            },
            { search: header, replace: "      <Header>\n        <SoundToggle />\n      </Header>\n" },
            { search: atEnd, replace: `${atEnd}      chime();\n` },
          ],
        },
      ],
      writes: [
        { path: "src/lib/chime.ts", content: chimeSource },
        { path: togglePath, content: toggleSource },
      ],
    };
  },
};

const chimeSource = `import { load, save } from "./app";

const key = "sound";
const notesHz = [523.25, 659.25, 783.99];
const noteSeconds = 0.22;
const fadeSeconds = 0.9;
const loudness = 0.16;

const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";

export const isSoundOn = () => load(key, true, isBoolean);
export const setSoundOn = (on: boolean) => save(key, on);

/** Three soft notes upwards, when sound is on. */
export function chime() {
  if (!isSoundOn()) return;
  const audio = new AudioContext();
  notesHz.forEach((hertz, index) => {
    const begin = audio.currentTime + index * noteSeconds;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(loudness, begin);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + fadeSeconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + fadeSeconds);
    if (index === notesHz.length - 1) tone.onended = () => audio.close();
  });
}
`;

const toggleSource = `import { Volume2, VolumeX } from "lucide-react";
import { useState } from "react";
import { chime, isSoundOn, setSoundOn } from "../lib/chime";

/** Turns the sound on, which is heard at once, and off. */
export function SoundToggle() {
  const [on, setOn] = useState(isSoundOn);

  function toggle() {
    setSoundOn(!on);
    setOn(!on);
    chime();
  }

  return (
    <button
      type="button"
      onClick={toggle}
      aria-pressed={on}
      aria-label="Sound"
      title={on ? "Sound is on" : "Sound is off"}
      className="grid size-10 shrink-0 cursor-pointer place-items-center rounded-lg text-muted hover:bg-surface hover:text-ink"
    >
      {on ? <Volume2 className="size-5" aria-hidden="true" /> : <VolumeX className="size-5" aria-hidden="true" />}
    </button>
  );
}
`;

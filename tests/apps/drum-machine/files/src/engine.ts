import * as Tone from "tone";

export const tracks = ["Kick", "Snare", "Hat"] as const;
export type Track = (typeof tracks)[number];
export type Pattern = Record<Track, boolean[]>;

export class Engine {
  private kick = new Tone.MembraneSynth().toDestination();
  private snare = new Tone.NoiseSynth({ envelope: { attack: 0.001, decay: 0.15, sustain: 0 } }).toDestination();
  private hat = new Tone.MetalSynth({ envelope: { attack: 0.001, decay: 0.05, release: 0.01 } }).toDestination();
  private sequence: Tone.Sequence<number> | null = null;
  readonly meter = new Tone.Meter();

  constructor(private readonly onStep: (step: number) => void) {
    Tone.getDestination().connect(this.meter);
  }

  async start(pattern: () => Pattern, bpm: number): Promise<void> {
    await Tone.start();
    Tone.getTransport().bpm.value = bpm;
    this.sequence = new Tone.Sequence<number>((time, step) => {
      const now = pattern();
      if (now.Kick[step]) this.kick.triggerAttackRelease("C1", "8n", time);
      if (now.Snare[step]) this.snare.triggerAttackRelease("16n", time);
      if (now.Hat[step]) this.hat.triggerAttackRelease("C6", "32n", time);
      Tone.getDraw().schedule(() => this.onStep(step), time);
    }, [...Array(8).keys()], "8n").start(0);
    Tone.getTransport().start();
  }

  stop(): void {
    this.sequence?.dispose();
    Tone.getTransport().stop();
  }

  set volume(decibels: number) {
    Tone.getDestination().volume.value = decibels;
  }
}

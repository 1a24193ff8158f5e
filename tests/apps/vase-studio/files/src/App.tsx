import { Canvas } from '@react-three/fiber';
import { OrbitControls, ContactShadows, Html } from '@react-three/drei';
import { Suspense, useState } from 'react';
import { Vase } from './components/Vase';
import { Swatches } from './components/Swatches';

export type Glaze = 'sand' | 'moss' | 'ocean';

export default function App() {
  const [glaze, setGlaze] = useState<Glaze>('sand');
  const [wire, setWire] = useState(false);
  const [clicks, setClicks] = useState(0);

  return (
    <div className="flex h-full flex-col bg-neutral-100">
      <header className="flex items-center justify-between p-4">
        <h1 className="text-xl font-semibold">Vase Studio</h1>
        <Swatches value={glaze} onChange={setGlaze} />
        <label className="flex gap-2 text-sm"><input type="checkbox" checked={wire} onChange={(e) => setWire(e.target.checked)} /> Wireframe</label>
      </header>
      <p className="px-4 text-sm text-neutral-600" role="status">Glaze: {glaze}, touched {clicks} times</p>
      <div className="flex-1">
        <Canvas camera={{ position: [0, 1.5, 5], fov: 45 }} shadows>
          <ambientLight intensity={0.8} />
          <directionalLight position={[4, 6, 3]} intensity={2} castShadow />
          <Suspense fallback={<Html>Loading…</Html>}>
            <Vase glaze={glaze} wireframe={wire} onTouch={() => setClicks((n) => n + 1)} />
          </Suspense>
          <ContactShadows position={[0, -1.3, 0]} opacity={0.4} blur={2} />
          <OrbitControls makeDefault enablePan={false} />
        </Canvas>
      </div>
    </div>
  );
}

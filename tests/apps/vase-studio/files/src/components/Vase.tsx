import { useFrame, type ThreeEvent } from '@react-three/fiber';
import { useMemo, useRef, useState } from 'react';
import * as THREE from 'three';
import type { Glaze } from '../App';

const colors: Record<Glaze, string> = { sand: '#d6b98c', moss: '#5c7a3f', ocean: '#2b6f99' };

interface VaseProps {
  glaze: Glaze;
  wireframe: boolean;
  onTouch: () => void;
}

export function Vase({ glaze, wireframe, onTouch }: VaseProps) {
  const mesh = useRef<THREE.Mesh>(null!);
  const [hovered, setHovered] = useState(false);
  const points = useMemo(
    () => Array.from({ length: 24 }, (_, i) => new THREE.Vector2(0.5 + Math.sin(i * 0.3) * 0.4 + 0.2, (i - 12) * 0.1)),
    [],
  );

  useFrame((_, delta) => {
    mesh.current.rotation.y += delta * 0.4;
  });

  const handleClick = (event: ThreeEvent<MouseEvent>) => {
    event.stopPropagation();
    onTouch();
  };

  return (
    <mesh ref={mesh} castShadow scale={hovered ? 1.05 : 1} onClick={handleClick} onPointerOver={() => setHovered(true)} onPointerOut={() => setHovered(false)}>
      <latheGeometry args={[points, 48]} />
      <meshStandardMaterial color={colors[glaze]} roughness={0.4} wireframe={wireframe} side={THREE.DoubleSide} />
    </mesh>
  );
}

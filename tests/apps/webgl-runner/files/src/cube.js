const corners = [[-1,-1,-1],[1,-1,-1],[1,1,-1],[-1,1,-1],[-1,-1,1],[1,-1,1],[1,1,1],[-1,1,1]];
const faces = [[0,1,2,3],[5,4,7,6],[4,0,3,7],[1,5,6,2],[3,2,6,7],[4,5,1,0]];

export function cube([r, g, b]) {
  const data = [];
  faces.forEach((face, i) => {
    const shade = 0.5 + i * 0.1;
    for (const n of [0, 1, 2, 0, 2, 3]) data.push(...corners[face[n]], r * shade, g * shade, b * shade);
  });
  return new Float32Array(data);
}

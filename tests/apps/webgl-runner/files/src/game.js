import { multiply, perspective, translation } from './mat4.js';
import { cube } from './cube.js';

const canvas = document.querySelector('#gl');
const gl = canvas.getContext('webgl', { antialias: true, preserveDrawingBuffer: true });
if (!gl) {
  document.body.textContent = 'WebGL is not available.';
  throw new Error('WebGL is not available');
}

function shader(type, id) {
  const s = gl.createShader(type);
  gl.shaderSource(s, document.getElementById(id).textContent);
  gl.compileShader(s);
  if (!gl.getShaderParameter(s, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(s));
  return s;
}

const program = gl.createProgram();
gl.attachShader(program, shader(gl.VERTEX_SHADER, 'vs'));
gl.attachShader(program, shader(gl.FRAGMENT_SHADER, 'fs'));
gl.linkProgram(program);
gl.useProgram(program);

const meshes = { player: upload(cube([0, 1, 1])), block: upload(cube([1, 0.2, 0.7])) };
function upload(data) {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
  return { buffer, count: data.length / 6 };
}

const state = { lane: 1, x: 0, distance: 0, blocks: Array.from({ length: 8 }, (_, i) => ({ lane: i % 3, z: -10 - i * 8 })) };

addEventListener('keydown', ({ key }) => {
  if (key === 'ArrowLeft') state.lane = Math.max(0, state.lane - 1);
  if (key === 'ArrowRight') state.lane = Math.min(2, state.lane + 1);
  document.querySelector('#lane').textContent = state.lane;
});

const position = gl.getAttribLocation(program, 'position');
const color = gl.getAttribLocation(program, 'color');
const matrix = gl.getUniformLocation(program, 'matrix');
const glow = gl.getUniformLocation(program, 'glow');

function draw(mesh, projection, x, y, z) {
  gl.bindBuffer(gl.ARRAY_BUFFER, mesh.buffer);
  gl.enableVertexAttribArray(position);
  gl.vertexAttribPointer(position, 3, gl.FLOAT, false, 24, 0);
  gl.enableVertexAttribArray(color);
  gl.vertexAttribPointer(color, 3, gl.FLOAT, false, 24, 12);
  gl.uniformMatrix4fv(matrix, false, multiply(projection, translation(x, y, z)));
  gl.drawArrays(gl.TRIANGLES, 0, mesh.count);
}

let last = performance.now();
function frame(now) {
  const dt = Math.min(0.05, (now - last) / 1000);
  last = now;
  const width = canvas.clientWidth * devicePixelRatio, height = canvas.clientHeight * devicePixelRatio;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  gl.viewport(0, 0, canvas.width, canvas.height);
  gl.clearColor(0.02, 0, 0.08, 1);
  gl.enable(gl.DEPTH_TEST);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  state.distance += dt * 12;
  state.x += ((state.lane - 1) * 3 - state.x) * Math.min(1, dt * 10);
  document.querySelector('#distance').textContent = Math.floor(state.distance);
  const projection = perspective(1, canvas.width / canvas.height, 0.1, 100);
  gl.uniform1f(glow, Math.sin(now / 200) * 0.5 + 0.5);
  draw(meshes.player, projection, state.x, -2, -8);
  for (const block of state.blocks) {
    block.z += dt * 12;
    if (block.z > 2) { block.z -= 66; block.lane = (block.lane + 1) % 3; }
    draw(meshes.block, projection, (block.lane - 1) * 3, -2, block.z);
  }
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);

import p5 from 'p5';
import { Boid } from './boid.js';

const sketch = (p) => {
  let flock = [];
  let counter;

  p.setup = () => {
    p.createCanvas(600, 400);
    p.fill(255, 180, 80);
    p.noStroke();
    for (let i = 0; i < 40; i++) flock.push(new Boid(p, p.random(p.width), p.random(p.height)));
    counter = p.createP('');
    p.createButton('Clear').mousePressed(() => { flock = []; });
  };

  p.draw = () => {
    p.background(20, 24, 40);
    for (const boid of flock) {
      boid.update(flock);
      boid.draw();
    }
    counter.html(`${flock.length} birds, frame ${p.frameCount}`);
  };

  p.mousePressed = () => {
    if (p.mouseY < p.height) flock.push(new Boid(p, p.mouseX, p.mouseY));
  };
};

new p5(sketch, 'sketch');

export class Boid {
  constructor(p, x, y) {
    this.p = p;
    this.position = p.createVector(x, y);
    this.velocity = p.createVector(p.random(-2, 2), p.random(-2, 2));
  }

  update(flock) {
    const { p } = this;
    let steer = p.createVector();
    let near = 0;
    for (const other of flock) {
      const d = p.dist(this.position.x, this.position.y, other.position.x, other.position.y);
      if (other !== this && d < 50) {
        steer.add(other.velocity);
        near++;
      }
    }
    if (near > 0) this.velocity.add(steer.div(near).mult(0.05));
    this.velocity.limit(3);
    this.position.add(this.velocity);
    this.position.x = (this.position.x + p.width) % p.width;
    this.position.y = (this.position.y + p.height) % p.height;
  }

  draw() {
    const { p } = this;
    p.push();
    p.translate(this.position.x, this.position.y);
    p.rotate(Math.atan2(this.velocity.y, this.velocity.x));
    p.triangle(8, 0, -6, 4, -6, -4);
    p.pop();
  }
}

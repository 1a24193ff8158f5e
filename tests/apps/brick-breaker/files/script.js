// Get DOM elements
const canvas = document.getElementById('gameCanvas');
const ctx = canvas.getContext('2d');
const scoreEl = document.getElementById('score');
const livesEl = document.getElementById('lives');
const bestEl = document.getElementById('best');
const overlay = document.getElementById('overlay');
const message = document.getElementById('message');

// Game constants
const ROWS = 4, COLS = 8, PADDING = 8, TOP = 36, LEFT = 16;
const BRICK_W = (canvas.width - LEFT * 2 - PADDING * (COLS - 1)) / COLS;
const BRICK_H = 16;
const COLORS = ['#ef5350', '#ffa726', '#ffee58', '#66bb6a'];

// Game state
let bricks, ball, paddle, score, lives, running = false, paused = false;
let keys = {};
let best = 0;
try { best = parseInt(localStorage.getItem('bb-best')) || 0; } catch (e) {}
bestEl.textContent = best;

function reset() {
    score = 0;
    lives = 3;
    bricks = [];
    for (let r = 0; r < ROWS; r++) {
        for (let c = 0; c < COLS; c++) {
            bricks.push({ x: LEFT + c * (BRICK_W + PADDING), y: TOP + r * (BRICK_H + PADDING), row: r, alive: true });
        }
    }
    paddle = { w: 90, h: 10, x: (canvas.width - 90) / 2, speed: 7 };
    serve();
    updateHud();
}

function serve() {
    ball = { x: canvas.width / 2, y: canvas.height - 40, r: 6, dx: 3, dy: -3 };
}

function updateHud() {
    scoreEl.textContent = score;
    livesEl.textContent = lives;
}

function startGame() {
    reset();
    running = true;
    paused = false;
    overlay.classList.add('hidden');
    requestAnimationFrame(loop);
}

function end(text) {
    running = false;
    message.textContent = text;
    overlay.classList.remove('hidden');
    document.getElementById('startBtn').textContent = 'Play again';
    if (score > best) {
        best = score;
        bestEl.textContent = best;
        try { localStorage.setItem('bb-best', best); } catch (e) {}
    }
}

function update() {
    if (keys.ArrowLeft) paddle.x = Math.max(0, paddle.x - paddle.speed);
    if (keys.ArrowRight) paddle.x = Math.min(canvas.width - paddle.w, paddle.x + paddle.speed);
    ball.x += ball.dx;
    ball.y += ball.dy;
    if (ball.x < ball.r || ball.x > canvas.width - ball.r) ball.dx *= -1;
    if (ball.y < ball.r) ball.dy *= -1;
    if (ball.y > canvas.height - 20 - ball.r && ball.x > paddle.x && ball.x < paddle.x + paddle.w && ball.dy > 0) {
        ball.dy *= -1;
        ball.dx = ((ball.x - (paddle.x + paddle.w / 2)) / (paddle.w / 2)) * 4;
    }
    if (ball.y > canvas.height + 20) {
        lives--;
        updateHud();
        if (lives === 0) return end('Game over');
        serve();
    }
    for (const b of bricks) {
        if (!b.alive) continue;
        if (ball.x > b.x && ball.x < b.x + BRICK_W && ball.y > b.y && ball.y < b.y + BRICK_H) {
            b.alive = false;
            ball.dy *= -1;
            score += 10 * (ROWS - b.row);
            updateHud();
            break;
        }
    }
    if (bricks.every(b => !b.alive)) end('You win!');
}

function draw() {
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    bricks.forEach(b => {
        if (!b.alive) return;
        ctx.fillStyle = COLORS[b.row];
        ctx.fillRect(b.x, b.y, BRICK_W, BRICK_H);
    });
    ctx.fillStyle = '#fff';
    ctx.fillRect(paddle.x, canvas.height - 20, paddle.w, paddle.h);
    ctx.beginPath();
    ctx.arc(ball.x, ball.y, ball.r, 0, Math.PI * 2);
    ctx.fill();
    if (paused) {
        ctx.font = '24px sans-serif';
        ctx.textAlign = 'center';
        ctx.fillText('Paused', canvas.width / 2, canvas.height / 2);
    }
}

function loop() {
    if (!running) return;
    if (!paused) update();
    if (running) draw();
    requestAnimationFrame(loop);
}

document.addEventListener('keydown', e => {
    keys[e.key] = true;
    if (e.code === 'Space' && running) { paused = !paused; document.body.dataset.paused = paused; e.preventDefault(); }
});
document.addEventListener('keyup', e => { keys[e.key] = false; });
canvas.addEventListener('mousemove', e => {
    if (!paddle) return;
    const rect = canvas.getBoundingClientRect();
    paddle.x = Math.min(canvas.width - paddle.w, Math.max(0, (e.clientX - rect.left) * (canvas.width / rect.width) - paddle.w / 2));
});

// Initial draw
reset();
draw();

const defaultTheme = require('tailwindcss/defaultTheme');
const colors = require('tailwindcss/colors');

const brand = {
  50: '#fdf4ff',
  500: '#a21caf',
  900: '#4a044e',
};

/** @type {import('tailwindcss').Config} */
module.exports = {
  content: ['./index.html', './src/**/*.{js,jsx,ts,tsx}'],
  darkMode: ['class', '[data-theme="dark"]'],
  theme: {
    screens: {
      xs: '480px',
      ...defaultTheme.screens,
    },
    extend: {
      colors: {
        brand,
        gray: colors.zinc,
        ink: 'rgb(var(--ink) / <alpha-value>)',
      },
      fontFamily: {
        sans: ['Inter var', ...defaultTheme.fontFamily.sans],
        display: ['Georgia', 'serif'],
      },
      spacing: { 18: '4.5rem' },
      borderRadius: { '4xl': '2rem' },
      maxWidth: { prose: '60ch' },
      backgroundImage: { 'hero-glow': 'radial-gradient(circle at top, #fae8ff, transparent 60%)' },
      keyframes: {
        wiggle: { '0%, 100%': { transform: 'rotate(-3deg)' }, '50%': { transform: 'rotate(3deg)' } },
      },
      animation: { wiggle: 'wiggle 1s ease-in-out infinite' },
    },
  },
  plugins: [require('@tailwindcss/forms'), require('@tailwindcss/typography')],
};

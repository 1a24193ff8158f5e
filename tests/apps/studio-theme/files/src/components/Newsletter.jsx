import { useState } from 'react';

export default function Newsletter() {
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  if (sent) return <p role="status" className="pb-12 text-center">Thank you, {email}!</p>;
  return (
    <form className="flex justify-center gap-2 pb-12" onSubmit={(e) => { e.preventDefault(); setSent(true); }}>
      <input type="email" required placeholder="you@example.com" value={email} onChange={(e) => setEmail(e.target.value)} className="rounded-md border-gray-300 text-gray-900" />
      <button className="btn-primary">Subscribe</button>
    </form>
  );
}

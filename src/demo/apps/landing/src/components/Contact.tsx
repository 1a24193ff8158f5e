import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { emptyMessage, type Message, type Problems, problemsOf, send, topics } from "../lib/contact";

export function Contact() {
  const [message, setMessage] = useState(emptyMessage);
  const [problems, setProblems] = useState<Problems>({});
  const [sentBy, setSentBy] = useState("");
  const form = useRef<HTMLFormElement>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = problemsOf(message);
    setProblems(found);
    const first = Object.keys(found)[0];
    if (first) {
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    send(message);
    setSentBy(message.name.trim());
    setMessage(emptyMessage);
  }

  const bind = (name: keyof Message) => ({
    id: `contact-${name}`,
    name,
    value: message[name],
    onChange: (event: { target: { value: string } }) => {
      setMessage({ ...message, [name]: event.target.value });
      setProblems({ ...problems, [name]: undefined });
    },
    "aria-invalid": problems[name] !== undefined,
    "aria-describedby": `contact-${name}-problem`,
    className: "field",
  });

  return (
    <section id="contact" className="section" aria-labelledby="contact-heading">
      <div className="wrap grid gap-10 md:grid-cols-[2fr_3fr] md:gap-16">
        <div>
          <h2 id="contact-heading" className="section-title">
            Write to us
          </h2>
          <p className="mt-4 max-w-[40ch] text-muted">
            Orders for tomorrow reach us until 16:00. We answer in the afternoon, when the ovens are cold.
          </p>
        </div>
        <div aria-live="polite">
          {sentBy ? (
            <div className="rounded-lg border border-line bg-surface p-6 sm:p-8">
              <h3 className="text-xl">Thank you, {sentBy}.</h3>
              <p className="mt-2 text-muted">We have noted your message and answer by tomorrow afternoon.</p>
              <button type="button" className="button mt-6" onClick={() => setSentBy("")}>
                Write another
              </button>
            </div>
          ) : (
            <form ref={form} onSubmit={submit} noValidate className="grid gap-5 sm:grid-cols-2">
              <Field name="name" label="Name" problem={problems.name}>
                <input {...bind("name")} autoComplete="name" maxLength={100} />
              </Field>
              <Field name="email" label="E-mail" problem={problems.email}>
                <input {...bind("email")} type="email" autoComplete="email" maxLength={200} />
              </Field>
              <Field name="topic" label="What is it about?" wide>
                <select {...bind("topic")}>
                  {topics.map((topic) => (
                    <option key={topic}>{topic}</option>
                  ))}
                </select>
              </Field>
              <Field name="text" label="Message" problem={problems.text} wide>
                <textarea {...bind("text")} rows={5} maxLength={2000} />
              </Field>
              <button type="submit" className="button button-main sm:justify-self-start">
                Send message
              </button>
            </form>
          )}
        </div>
      </div>
    </section>
  );
}

interface FieldProps {
  name: keyof Message;
  label: string;
  problem?: string;
  wide?: boolean;
  children: ReactNode;
}

function Field({ name, label, problem, wide, children }: FieldProps) {
  return (
    <div className={wide ? "sm:col-span-2" : ""}>
      <label htmlFor={`contact-${name}`} className="mb-1.5 block font-semibold text-sm">
        {label}
      </label>
      {children}
      <p id={`contact-${name}-problem`} className="problem mt-1.5 text-sm empty:hidden">
        {problem}
      </p>
    </div>
  );
}

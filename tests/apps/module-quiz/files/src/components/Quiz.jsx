import { useState } from 'react'
import Option from './Option'
import s from './Quiz.module.css'

const questions = [
  { text: 'Which sea is salty enough to float in?', options: ['Baltic', 'Dead Sea'], answer: 1 },
  { text: 'How many legs has a spider?', options: ['8', '6'], answer: 0 },
]

export default function Quiz() {
  const [at, setAt] = useState(0)
  const [chosen, setChosen] = useState(null)
  const [score, setScore] = useState(0)
  const question = questions[at]

  if (!question) {
    return <div className="finished"><div className={s.card}><h1 className={s.title}>You scored {score}</h1></div></div>
  }
  return (
    <div className={s.card}>
      <h1 className={s.title}>{question.text}</h1>
      {question.options.map((text, i) => (
        <Option key={text} text={text} state={chosen === i ? (i === question.answer ? 'right' : 'wrong') : null}
          onChoose={() => { setChosen(i); if (i === question.answer) setScore(score + 1) }} />
      ))}
      <button disabled={chosen === null} onClick={() => { setAt(at + 1); setChosen(null) }}>Next</button>
    </div>
  )
}

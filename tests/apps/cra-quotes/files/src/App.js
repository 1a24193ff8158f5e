import React, { Component } from 'react';
import logo from './logo.svg';
import QuoteCard from './components/QuoteCard';
import quotes from './quotes.json';
import './App.css';

class App extends Component {
  state = { index: 0, liked: {} };

  static displayName = 'App';

  componentDidMount() {
    document.addEventListener('keydown', this.handleKey);
  }

  componentWillUnmount() {
    document.removeEventListener('keydown', this.handleKey);
  }

  handleKey = (event) => {
    if (event.key === 'n') this.next();
  };

  next = () => this.setState(({ index }) => ({ index: (index + 1) % quotes.length }));

  toggleLike(id) {
    this.setState({ liked: { ...this.state.liked, [id]: !this.state.liked[id] } });
  }

  render() {
    const quote = quotes[this.state.index];
    return (
      <div className="App">
        <img src={logo} className="App-logo" alt="logo" />
        <QuoteCard {...quote} liked={!!this.state.liked[quote.id]} onLike={() => this.toggleLike(quote.id)} />
        <button onClick={this.next}>Next quote</button>
        <p>Version {process.env.REACT_APP_VERSION || 'dev'} ({process.env.NODE_ENV}) at {process.env.PUBLIC_URL || '/'}</p>
      </div>
    );
  }
}

export default App;

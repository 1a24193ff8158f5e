import { Contact } from "./components/Contact";
import { Footer } from "./components/Footer";
import { Header } from "./components/Header";
import { Hero } from "./components/Hero";
import { Hours } from "./components/Hours";
import { Offers } from "./components/Offers";

export function App() {
  return (
    <>
      <Header>
        <nav aria-label="Sections" className="hidden items-center sm:flex">
          <a className="nav-link" href="#offers">
            What we bake
          </a>
          <a className="nav-link" href="#hours">
            Visit
          </a>
          <a className="nav-link" href="#contact">
            Contact
          </a>
        </nav>
      </Header>
      <main>
        <Hero />
        <Offers />
        <Hours />
        <Contact />
      </main>
      <Footer />
    </>
  );
}

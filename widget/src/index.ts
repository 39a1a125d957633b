// Registers the element; the build makes sure that this runs once on a page.
import { KompasAssistent } from "./element";

customElements.define("kompas-assistent", KompasAssistent);

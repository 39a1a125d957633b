// Registers the element. Loading the script twice does no harm.
import { KompasAssistent } from "./element";

if (!customElements.get("kompas-assistent")) customElements.define("kompas-assistent", KompasAssistent);

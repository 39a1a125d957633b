// Builds the one script (dist/kompas-assistent.js), or with --tests the unit tests. Quiet unless something is wrong.
import { copyFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import * as esbuild from "esbuild";

const here = new URL(".", import.meta.url);
const at = (path) => new URL(path, here).pathname;

// Style sheets become minified text, which the component adopts: no <style> element, so no 'unsafe-inline'.
const styleText = {
  name: "style-text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { code } = await esbuild.transform(source, { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    });
  },
};

const shared = { bundle: true, target: "es2022", charset: "utf8", logLevel: "warning", plugins: [styleText] };

if (process.argv.includes("--tests")) {
  await rm(at("dist/tests"), { recursive: true, force: true });
  const tests = (await readdir(at("tests"))).filter((name) => name.endsWith(".test.ts"));
  await esbuild.build({
    ...shared,
    entryPoints: tests.map((name) => at(`tests/${name}`)),
    outdir: at("dist/tests"),
    outExtension: { ".js": ".mjs" },
    format: "esm",
    platform: "node",
  });
} else {
  await mkdir(at("dist"), { recursive: true });
  // The example theme of NL Design System, for the page that previews themes.
  const theme = "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
  await copyFile(at(theme), at("dist/voorbeeld-theme.css"));
  await esbuild.build({
    ...shared,
    entryPoints: [at("src/index.ts")],
    outfile: at("dist/kompas-assistent.js"),
    format: "iife",
    minify: true,
    legalComments: "none",
    // A page that loads the script twice runs it once.
    banner: { js: `/* Kompas-assistent; met lit (BSD-3-Clause) en marked (MIT) */if(!customElements.get("kompas-assistent")){` },
    footer: { js: "}" },
  });
}

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compression } from "vite-plugin-compression2";

// `pnpm dev` names the API that it started.
const apiOrigin = process.env["API_ORIGIN"] ?? "http://127.0.0.1:3000";
const apiPaths = ["/api", "/.well-known", "/docs", "/healthz", "/readyz"];

export default defineConfig({
  // Compressed once here, at the best quality, instead of at each request.
  plugins: [react(), compression({ algorithms: ["brotliCompress", "gzip"], threshold: 1024 })],
  server: {
    // The API has to see the browser's own Host and Origin: it compares them.
    proxy: Object.fromEntries(apiPaths.map((path) => [path, { target: apiOrigin, changeOrigin: false }])),
  },
  build: {
    // The largest, the framework and the words of passwords, load after the login and are kept by the browser.
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      output: {
        // What several pages use comes as one file instead of fifty small ones, one behind the other; the login
        // waits for React alone, and recharts, which one page uses, stays with that page.
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
            // Both the login and the profile use it; in the framework's file, the login would wait for all of that.
            { name: "passkeys", test: /[\\/]@simplewebauthn[\\/]/, priority: 2 },
            // The words that passwords are compared with, loaded in parallel once somebody chooses one.
            { name: "common-words", test: /[\\/]@zxcvbn-ts[\\/]language-common[\\/]/, priority: 2 },
            { name: "english-words", test: /[\\/]@zxcvbn-ts[\\/]language-en[\\/]/, priority: 2 },
            { name: "framework", test: /node_modules[\\/]/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
});

/** The library in its worker: one promise for each message. */

export class Calculator {
  #worker;
  #waiting = new Map();
  #next = 1;

  constructor(base) {
    this.#worker = new Worker(new URL("worker.js", base), { type: "module" });
    this.#worker.addEventListener("message", ({ data }) => this.#hear(data));
    this.#worker.addEventListener("error", (event) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message));
      this.#waiting.clear();
    });
  }

  /** Ask the worker; `progress` hears {done, total} while it loads. */
  call(name, args = {}, progress = undefined) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, progress });
      this.#worker.postMessage({ id, call: name, args });
    });
  }

  /** End the worker, so that another can start. */
  end() {
    this.#worker.terminate();
  }

  #hear({ id, result, error, progress }) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    if (progress) {
      waiting.progress?.(progress);
      return;
    }
    this.#waiting.delete(id);
    if (error !== undefined) waiting.reject(new Error(error));
    else waiting.resolve(result);
  }
}

import { Hono } from "hono";

/** The least that a JSON API of this make can do: what the real Worker is held against. */
const app = new Hono();
app.get("/", (c) => c.json({ status: "ok" }));
app.post("/", async (c) => c.json({ characters: JSON.stringify(await c.req.json()).length }));

export default app;

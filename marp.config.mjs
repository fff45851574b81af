/** For marp by hand, e.g. `npx marp --preview --watch slides/mqtt.ja.md`; `npm run slides` does not read it. */
export default { themeSet: ['slides/theme'] };

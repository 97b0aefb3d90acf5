// The version of the handbook and the day of its release. Each build writes this file.

export default { version: "", date: "" };

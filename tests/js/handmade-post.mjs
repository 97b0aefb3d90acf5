// Handmade rules for "Check a post": few forms of words, and one channel.

export const RULES = {
  shapes: {
    word: "0-9A-Za-zåäöÅÄÖ", space: " \\t", gap: " ,'’-", invisible: "\u00ad\u200b",
    tokens: {
      email: "[a-z.]+@[a-z.]+", link: "https?:\\/\\/[^ \\n]+", hashtag: "#[A-Za-zåäö0-9_]+", emoji: "[😀-😎]",
      word: "[0-9A-Za-zåäöÅÄÖ]+(?:['’-][0-9A-Za-zåäöÅÄÖ]+)*",
    },
    detected: { card: "[0-9]{13,19}", phone: "07[0-9]{8}" },
  },
  abbreviations: ["kl"], endings: ["", "en", "ar"],
  channels: { short: { title: "Short", characters: 20 } }, checks: [],
};
export const CHECK = {
  rule: "rule", name: "check", level: "warning", message: "Found: %s",
  channels: [], accounts: [], situations: [], exceptions: [],
};
export const ANYWHERE = { channel: null, account: "official", situation: "post" };

export const phrase = (text, more = {}) => ({ text, words: text.toLowerCase().split(" "), ...more });

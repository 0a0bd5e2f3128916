export default { lang: "en-US" };

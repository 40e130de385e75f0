// The parts of plotly.js that the charts here are made of: lines, bars and heat maps. See README.md.
const Plotly = require("plotly.js/lib/core"); // with lines
Plotly.register([require("plotly.js/lib/bar"), require("plotly.js/lib/heatmap")]);
module.exports = Plotly;

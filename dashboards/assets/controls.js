// The controls of the filter bar and the address say the same.
window.dash_clientside = window.dash_clientside || {};
(function () {
  // Parameters that stand once, with the value that is left out of the address, and those that stand once for each value.
  const SINGLE = { bucket: "week", measure: "share", copies: "once", of: "fitting", rolling: "1" };
  const LISTS = ["topic", "section", "source", "lang", "basis"];
  const PERIOD = "filter-period";
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const address = () => new URLSearchParams(window.location.search);

  // The days of a period. A moment at its end is the first that is out: midnight ends the day before.
  const days = (params) =>
    ["from", "to"].map((end) => {
      const value = params.get(end) || null;
      if (end === "from" || !value?.slice(10).startsWith("T00:00")) return value && value.slice(0, 10);
      return new Date(Date.parse(value.slice(0, 10)) - 86_400_000).toISOString().slice(0, 10);
    });

  // The value of every control at an address.
  const values = (params) => ({
    [PERIOD]: days(params),
    ...Object.fromEntries(Object.entries(SINGLE).map(([name, usual]) => [`filter-${name}`, params.get(name) || usual])),
    ...Object.fromEntries(LISTS.map((name) => [`filter-${name}`, params.getAll(name)])),
  });
  let held = values(address()); // what the controls say: the document came with those of its address

  // The parameters with what one control says.
  function write(params, control, value) {
    const name = control.replace("filter-", "");
    if (control === PERIOD) {
      const [since, until] = (value || []).map((day) => day && day.slice(0, 10));
      if (since && !until) return; // the second day is still to be chosen
      if (same([since || null, until || null], days(params))) return; // the address may know the hours
      [["from", since], ["to", until]].forEach(([end, day]) => (day ? params.set(end, day) : params.delete(end)));
    } else if (name in SINGLE) {
      if (value && value !== SINGLE[name]) params.set(name, value);
      else params.delete(name);
    } else if (!same([...(value || [])].sort(), params.getAll(name).sort())) {
      params.delete(name);
      (value || []).forEach((one) => params.append(name, one));
    }
  }

  window.dash_clientside.rubrika_controls = {
    // Only what was changed is written: while the controls follow the address one after the other, the rest still says the old.
    changed: () => {
      const { triggered, inputs } = window.dash_clientside.callback_context;
      const params = address();
      const before = params.toString();
      triggered.forEach(({ prop_id: id }) => {
        const control = id.replace(/\.value$/, "");
        held[control] = inputs[id];
        write(params, control, inputs[id]);
      });
      if (params.toString() === before) return;
      params.delete("page");
      params.delete("article");
      window.rubrikaCharts.visit(params);
    },
  };

  function follow() {
    const wanted = values(address());
    Object.entries(wanted).forEach(([control, value]) => {
      if (!same(value, held[control])) window.dash_clientside.set_props(control, { value });
    });
    held = wanted;
  }
  ["popstate", "_dashprivate_pushstate"].forEach((moved) => window.addEventListener(moved, follow));
})();

// Shows the values under the pointer. The page is complete without it.
for (const chart of document.querySelectorAll("svg.chart")) {
  const scale = (text) => {
    const [kind, ...numbers] = text.split(" ");
    const [min, max, from, to] = numbers.map(Number);
    const part = (pixel) => (pixel - from) / (to - from);
    return (pixel) => kind === "log" ? min * (max / min) ** part(pixel) : min + part(pixel) * (max - min);
  };
  const valueX = scale(chart.dataset.x), valueY = scale(chart.dataset.y);
  const show = (value) => Math.abs(value) >= 1e4 || Math.abs(value) < 1e-3 && value !== 0
    ? value.toExponential(2) : String(Number(value.toPrecision(4)));
  const curves = [...chart.querySelectorAll("path[data-name]")].map((path) => ({
    name: path.dataset.name,
    color: getComputedStyle(path).color,
    points: [...path.getAttribute("d").matchAll(/[ML]([-\d.]+) ([-\d.]+)/g)].map((m) => [Number(m[1]), Number(m[2])]),
  })).filter((curve) => curve.points.length > 0);
  // A browser would show the title as a tip of its own.
  const title = chart.querySelector("title");
  chart.setAttribute("aria-label", title.textContent);
  title.remove();

  const box = chart.parentElement, axis = chart.querySelector("text.label").textContent;
  const plot = chart.querySelector("clipPath rect");
  const top = plot.getAttribute("y"), bottom = Number(top) + Number(plot.getAttribute("height"));
  const hair = document.createElementNS("http://www.w3.org/2000/svg", "line");
  hair.setAttribute("class", "hair");
  const tip = document.createElement("div");
  tip.className = "tip";
  const hide = () => { tip.remove(); hair.remove(); };
  chart.addEventListener("pointerleave", hide);
  chart.addEventListener("pointermove", (event) => {
    const frame = chart.getBoundingClientRect();
    const x = (event.clientX - frame.left) / frame.width * chart.viewBox.baseVal.width;
    const nearest = curves.map((curve) => [curve, curve.points.reduce((a, b) => Math.abs(b[0] - x) < Math.abs(a[0] - x) ? b : a)]);
    if (nearest.length === 0) return;
    const at = nearest.reduce((a, b) => Math.abs(b[1][0] - x) < Math.abs(a[1][0] - x) ? b : a)[1][0];
    hair.setAttribute("x1", at); hair.setAttribute("x2", at);
    hair.setAttribute("y1", top); hair.setAttribute("y2", bottom);
    chart.append(hair);
    tip.replaceChildren(`${axis} ${show(valueX(at))}`, ...nearest.map(([curve, point]) => {
      const row = document.createElement("div");
      row.textContent = `${curve.name}: ${show(valueY(point[1]))}`;
      row.style.color = curve.color;
      return row;
    }));
    box.append(tip);
    const left = event.clientX - box.getBoundingClientRect().left + box.scrollLeft;
    tip.style.left = `${left + 14 + tip.offsetWidth > box.clientWidth + box.scrollLeft ? left - 14 - tip.offsetWidth : left + 14}px`;
    tip.style.top = `${Math.max(0, Math.min(event.clientY - box.getBoundingClientRect().top - 20, box.clientHeight - tip.offsetHeight))}px`;
  });
}

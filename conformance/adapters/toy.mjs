// A toy that computes contributions as much code in the field does, with three mistakes made on
// purpose: one JP ceiling for all months, Math.round on binary fractions, no relief. It shows how
// short an adapter is, and what the vectors find.
const CEILING = 10042300; // March 2024 to February 2025; here for ever
const JKK = [0.0024, 0.0054, 0.0089, 0.0127, 0.0174];

export function answer(topic, inputs) {
  if (topic !== "contributions" || inputs.segment !== "PU" || inputs.programs.includes("JKP")) return null;
  const capped = Math.min(inputs.wage, CEILING);
  const all = {
    JKK_employer: Math.round(inputs.wage * JKK[(inputs.risk_class ?? 1) - 1]),
    JKM_employer: Math.round(inputs.wage * 0.003),
    JHT_employer: Math.round(inputs.wage * 0.037),
    JHT_worker: Math.round(inputs.wage * 0.02),
    JP_employer: Math.round(capped * 0.02),
    JP_worker: Math.round(capped * 0.01),
  };
  const enrolled = ([line]) => inputs.programs.includes(line.split("_")[0]);
  return Object.fromEntries(Object.entries(all).filter(enrolled));
}

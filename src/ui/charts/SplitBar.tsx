import './split-bar.css';

type SplitBarProps = {
  /** The share of the first part, 0 to 1; the second part is the rest. */
  readonly share: number;
  /** What the bar says, in words. */
  readonly label: string;
};

/** Smallest part that is drawn, in percent: what is not zero must be seen. */
const SMALLEST = 3;

/** A bar in two parts, for two directions. The parts differ by shade and by the gap between them. */
export function SplitBar({ share, label }: SplitBarProps) {
  const first = visiblePercent(share);
  const gap = first > 0 && first < 100 ? 2 : 0;
  return (
    <svg className="netobserv-plugin__split-bar" role="img" aria-label={label} preserveAspectRatio="none">
      <rect className="netobserv-plugin__split-bar-first" x="0" y="0" width={`${first}%`} height="100%" />
      <rect
        className="netobserv-plugin__split-bar-second"
        x={`${first + gap}%`}
        y="0"
        width={`${Math.max(0, 100 - first - gap)}%`}
        height="100%"
      />
    </svg>
  );
}

function visiblePercent(share: number): number {
  const percent = Math.min(1, Math.max(0, share)) * 100;
  if (percent > 0 && percent < SMALLEST) {
    return SMALLEST;
  }
  return percent < 100 && percent > 100 - SMALLEST ? 100 - SMALLEST : percent;
}

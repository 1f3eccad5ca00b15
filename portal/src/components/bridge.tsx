/** The footbridge at large, for the sign-in page and the welcome: a drawing, nothing to read. */
export function Bridge() {
  return (
    <svg className="bridge" viewBox="0 0 640 320" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <circle className="bridge-sun" cx="424" cy="74" r="34" />
      <path className="bridge-hill" d="M0 206c70-46 130-58 196-30s120 34 190 8 140-46 254 6v130H0Z" />
      <path className="bridge-bank" d="M0 222c52-6 92 4 126 34l24 64H0ZM640 214c-58-4-100 8-132 42l-22 64h154Z" />
      <g className="bridge-lines">
        <path d="M96 240C180 132 250 112 318 112s142 22 226 128" />
        <path d="M96 246h448" />
        <path d="M150 184v60M204 142v102M261 119v125M318 112v132M375 118v126M432 141v103M488 181v63" />
      </g>
      <g className="bridge-water">
        <path d="M168 278c26-10 52-10 78 0s52 10 78 0 52-10 78 0 38 8 60 2" />
        <path d="M196 302c22-8 44-8 66 0s44 8 66 0 44-8 66 0 30 6 48 2" />
      </g>
    </svg>
  );
}

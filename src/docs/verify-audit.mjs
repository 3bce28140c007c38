// Verifies a bundle of an audit log (GET /api/v1/audit-logs/bundle) with nothing of ours: node verify-audit.mjs BUNDLE [KEYS.json]
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const hex = (text) => Buffer.from(text ?? '', 'hex');
const hash = (...parts) => parts.reduce((sha, part) => sha.update(part), createHash('sha256')).digest();
// RFC 8785, of texts and objects of texts.
const canonical = (value) => typeof value === 'string' ? JSON.stringify(value)
  : `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
const fail = (why) => { console.log(`not verified: ${why}`); process.exit(1); };
const lines = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const header = lines.shift();
const keys = process.argv[3] ? JSON.parse(readFileSync(process.argv[3], 'utf8')).keys : header.keys;

function signed(jws) {
  const [protectedPart, payload, signature] = jws.split('.');
  const { alg, kid } = JSON.parse(Buffer.from(protectedPart, 'base64url'));
  const key = keys.find((one) => one.kid === kid && alg === 'ES256');
  if (!key || !verify('sha256', Buffer.from(`${protectedPart}.${payload}`),
    { key: createPublicKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))) fail('a head is not signed');
  const head = JSON.parse(Buffer.from(payload, 'base64url'));
  return head.organizationId === header.organizationId ? head : fail('a head is another organization\'s');
}

const head = signed(header.head);
const { from, to, organizationId } = header;
let [chain, at, good, latest] = [hex(header.previousHash), from, from, head.time];
let last;

function body({ entry, values, digests, salt, valueSalt }) {
  const { id, organization_id, created_at, expires_at, ...clear } = entry;
  const all = { ...digests };
  for (const [column, text] of Object.entries(values)) {
    const secret = ['old_values', 'new_values', 'changes_json', 'metadata'].includes(column) ? valueSalt : salt;
    const digest = hash(hex(secret), column, '\0', text).toString('hex');
    all[column] = (all[column] ?? digest) === digest ? digest : '';
  }
  return hash(canonical({ clear, digests: all, nonce: hash(hex(salt), 'nonce').toString('hex') })).toString('hex');
}

function leaf() {
  while (lines[0]?.head) check(signed(lines.shift().head));
  const line = lines.shift() ?? fail(`the entry at position ${at} was removed, and all behind it`);
  const { position, id, createdAt, expiresAt, entry, bodyHash } = line;
  if (position === undefined) fail(`the entry ${id} was added: nothing seals it`);
  if (position < at) fail(`the entry ${id} of position ${position} was added again, or reordered, at position ${at}`);
  if (position > at) fail(`the entry at position ${at} was ${lines[0]?.position === at ? 'reordered' : 'removed'}`);
  const hashed = hash('\0', canonical({ body: bodyHash, createdAt, id, organizationId, ...(expiresAt && { expiresAt }) }));
  if (entry && (entry.id !== id || entry.created_at !== createdAt || entry.expires_at !== expiresAt || entry.organization_id !== organizationId
    || body(line) !== bodyHash) || hashed.toString('hex') !== line.leafHash || chain.toString('hex') !== line.previousHash) {
    fail(`the entry ${id} at position ${at} was changed, or its seal was`);
  }
  if (!entry && !(Date.parse(expiresAt) <= Date.parse(latest))) fail(`the entry ${id} at position ${at} was removed before it expired`);
  chain = hash(chain, hashed);
  if (chain.toString('hex') !== line.chainHash) fail(`the entry ${id} at position ${at} does not follow the one before`);
  [last, at] = [line, at + 1];
  return hashed;
}

function check(signedHead) {
  if (signedHead.size !== at || signedHead.chain !== chain.toString('hex')) fail(`entries of the positions ${good} to ${at - 1} are not what was signed`);
  good = at;
}

function root(begin, end) { // RFC 9162 2.1.1
  if (end <= from || begin >= to) return hex(header.around.shift());
  if (end - begin === 1) return leaf();
  let split = 1;
  while (split * 2 < end - begin) split *= 2;
  const node = hash('\x01', root(begin, begin + split), root(begin + split, end));
  const height = Math.log2(end - begin);
  if (Number.isInteger(height) && end <= to && last.subtreeHashes.slice((height - 1) * 64, height * 64) !== node.toString('hex')) {
    fail(`the seal of the entry ${last.id} at position ${at - 1} was changed`);
  }
  return node;
}

const computed = root(0, head.size).toString('hex');
while (lines[0]?.head) check(signed(lines.shift().head));
if (lines.length) fail(`the entry ${lines[0].id} was added`);
if (computed !== head.root || (to === head.size && chain.toString('hex') !== head.chain)) fail(`entries of the positions ${good} to ${to - 1} are not what was signed`);
console.log(`verified: ${to - from} entries, as signed at ${head.time}`);

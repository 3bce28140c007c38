// Verifies a bundle of an audit log (GET /api/v1/audit-logs/bundle) by nothing of ours: node verify-audit.mjs BUNDLE [KEYS.json]
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
const hex = (text) => Buffer.from(text ?? '', 'hex');
const hash = (...parts) => parts.reduce((sha, part) => sha.update(part), createHash('sha256')).digest();
const canonical = (value) => typeof value === 'string' ? JSON.stringify(value) // RFC 8785, of texts and objects of texts
  : `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
const fail = (why) => { console.log(`not verified: ${why}`); process.exit(1); };
const [header, ...lines] = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const { keys } = process.argv[3] ? JSON.parse(readFileSync(process.argv[3], 'utf8')) : header;
const { from, to, organizationId } = header;
let [chain, at, good, last] = [header.previousHash, from, from, null];
function signed(jws) {
  const [start, payload, signature] = jws.split('.');
  const parsed = (part) => JSON.parse(Buffer.from(part, 'base64url'));
  const key = keys.find((one) => one.kid === parsed(start).kid) ?? fail('a head is signed by a key that is not known');
  const ecdsa = { key: createPublicKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
  return verify('sha256', Buffer.from(`${start}.${payload}`), ecdsa, Buffer.from(signature, 'base64url')) ? parsed(payload) : fail('a head is not signed');
}
const head = signed(header.head), notSigned = () => fail(`entries of the positions ${good} to ${at - 1} are not what was signed`);
function takeHeads() { // on the way: up to each of them the log is what was signed
  for (let one; (one = lines[0]?.head && signed(lines.shift().head)); good = at) {
    if (one.size !== at || one.chain !== chain || one.organizationId !== organizationId) notSigned();
  }
}
function body({ entry, values, digests, salt, valueSalt }) { // some texts as they are, salted digests of all others
  const { id, organization_id, created_at, expires_at, ...clear } = entry;
  for (const [column, text] of Object.entries(values)) {
    const secret = ['old_values', 'new_values', 'changes_json', 'metadata'].includes(column) ? valueSalt : salt;
    const digest = hash(hex(secret), column, '\0', text).toString('hex');
    digests[column] = (digests[column] ?? digest) === digest ? digest : '';
  }
  return hash(canonical({ clear, digests, nonce: hash(hex(salt), 'nonce').toString('hex') })).toString('hex');
}
function leaf() {
  takeHeads();
  const { position, id, createdAt, expiresAt, entry, bodyHash } = last = lines.shift() ?? fail(`the entry at position ${at} was removed`);
  if (!(position >= at)) fail(`the entry ${id} was added, or reordered, at position ${at}`);
  if (position > at) fail(`the entry at position ${at} was ${lines.find((line) => !line.head)?.position === at ? 'reordered' : 'removed'}`);
  const [outer, inner] = [[id, createdAt, expiresAt, organizationId], entry && [entry.id, entry.created_at, entry.expires_at, entry.organization_id]];
  const hashed = hash('\0', canonical({ body: bodyHash, createdAt, id, organizationId, ...(expiresAt && { expiresAt }) }));
  if (hashed.toString('hex') !== last.leafHash || chain !== last.previousHash || (entry && (`${inner}` !== `${outer}` || body(last) !== bodyHash))
    || (chain = hash(hex(chain), hashed).toString('hex')) !== last.chainHash) fail(`the entry ${id} at position ${at} was changed, or its seal was`);
  if (!entry && !(Date.parse(expiresAt) <= Date.parse(head.time))) fail(`the entry ${id} at position ${at} was removed before it expired`);
  return (at += 1) && hashed;
}
function root(begin, end) { // RFC 9162, 2.1.1; of what is not in the bundle it has the hashes
  if (end <= from || begin >= to) return hex(header.around.shift());
  if (end - begin === 1) return leaf();
  const height = Math.ceil(Math.log2(end - begin)) - 1;
  const node = hash('\x01', root(begin, begin + 2 ** height), root(begin + 2 ** height, end));
  const isOwn = end - begin === 2 ** (height + 1) && end <= to; // a complete subtree, which its last leaf has stated
  if (isOwn && !last.subtreeHashes.startsWith(node.toString('hex'), height * 64)) fail(`the seal of the entry ${last.id} was changed`);
  return node;
}
const computed = root(0, head.size).toString('hex');
takeHeads();
if (lines.length) fail(`the entry ${lines[0].id} was added`);
if (computed !== head.root || head.organizationId !== organizationId) notSigned();
console.log(`verified: ${to - from} entries, as signed at ${head.time}`);

// Verifies a bundle of an audit log (GET /api/v1/audit-logs/bundle) by nothing of ours. Exits with 0: verified, 1: not, 2: it cannot be tried.
import { createPublicKey, verify } from 'node:crypto';
import { attempt, canonical, fail, given, hash, header, hex, kept, keys, lines, parsed, untried } from './verify-audit-bundle.mjs';

const { from, to, organizationId } = header, erased = [], reached = new Set();
let at = from, good = from, chain = header.previousHash, removed = 0, last; // up to `good` it is what was signed
const missing = () => fail(`the entry at position ${at} was ${lines.some(({ position }) => position === at) ? 'reordered' : 'removed'}`);
const changed = () => fail(good === at ? `an entry before position ${at} was changed: a head that was signed says so`
  : `an entry at the positions ${good} to ${at - 1} was changed, removed, added or reordered, and seals were made anew: up to there it is what was signed`);
function signed(jws) {
  const head = attempt(() => parsed(jws), () => fail('what stands for a head is none')), [, start, signature] = jws.match(/^(.*)\.(.*)$/);
  const key = keys.find(({ kid }) => kid === head.kid), ecdsa = key && { key: createPublicKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
  const isSigned = () => verify('sha256', Buffer.from(start), ecdsa, Buffer.from(signature, 'base64url'));
  return key && head.organizationId === organizationId && isSigned() ? head : fail('a head was not signed by a key that is trusted');
}
function passed() { // whatever somebody has kept, or was signed, of so many entries still holds
  for (const old of kept.filter(({ size }) => size === at))
    if (reached.add(old) && old.chain !== chain) fail(`an entry before position ${at} was changed: a head that was kept says so`);
  for (let one; (one = lines[0]?.head && signed(lines.shift().head)); good = at) if (one.size !== at || one.chain !== chain)
    (one.size > at ? missing : one.size < at ? fail : changed)(`the head of ${one.size} entries was added, or reordered, at position ${at}`);
}
function body({ entry, values, digests: told, salt, valueSalt }) { // some texts as they are, salted digests of all others
  const { id, organization_id, created_at, expires_at, ...clear } = entry, digests = Object.assign(Object.create(null), told);
  for (const [column, value] of Object.entries(values)) {
    const salted = hex(['old_values', 'new_values', 'changes_json', 'metadata'].includes(column) ? valueSalt : salt);
    const digest = hash(salted, column, '\0', value).toString('hex');
    digests[column] = (digests[column] ?? digest) === digest ? digest : '';
  }
  return hash(canonical({ clear, digests, nonce: hash(hex(salt), 'nonce').toString('hex') })).toString('hex');
}
function isWhole({ id, createdAt, expiresAt, entry, bodyHash, leafHash, previousHash, chainHash, subtreeHashes }, hashed) {
  const outer = JSON.stringify([id, createdAt, expiresAt, organizationId]), completed = (at + 1).toString(2).match(/0*$/)[0].length; // so many subtrees
  const isItsEntry = () => JSON.stringify([entry.id, entry.created_at, entry.expires_at, entry.organization_id]) === outer && body(last) === bodyHash;
  return hashed.toString('hex') === leafHash && (!entry || isItsEntry()) && subtreeHashes.length === 64 * completed && previousHash === chain
    && hash(hex(chain), hashed).toString('hex') === chainHash;
}
function leaf() {
  last = lines.shift() ?? fail(`the entry at position ${at} was removed${at + 1 === to ? '' : ', and all behind it'}`);
  const { position, id, createdAt, expiresAt, entry, bodyHash } = last;
  if (position !== at) (position > at ? missing : fail)(`the entry ${id} was added, or reordered, at position ${at}`);
  const hashed = hash('\0', canonical({ body: bodyHash, createdAt, id, organizationId, ...(expiresAt && { expiresAt }) }));
  if (!isWhole(last, hashed)) fail(`the entry ${id} at position ${at} was changed, or its seal was`);
  if (!entry && !(Date.parse(expiresAt) <= Date.parse(head.time))) fail(`the entry ${id} at position ${at} was removed before it expired`);
  [chain, at, removed] = [last.chainHash, at + 1, removed + (entry ? 0 : 1)];
  if (last.erased) erased.push(id);
  return passed(), hashed;
}
function root(begin, end) { // RFC 9162, 2.1.1; of what is not in the bundle it has the hashes
  if (end <= from || begin >= to) return hex(header.around.shift() ?? fail('the bundle lacks hashes of what is around it'));
  if (end - begin === 1) return leaf();
  const height = Math.ceil(Math.log2(end - begin)) - 1, node = hash('\x01', root(begin, begin + 2 ** height), root(begin + 2 ** height, end));
  const isOwn = end - begin === 2 ** (height + 1) && end <= to; // a complete subtree, which its last leaf has stated
  return isOwn && !last.subtreeHashes.startsWith(node.toString('hex'), height * 64) ? fail(`the seal of the entry ${last.id} was changed`) : node;
}

const head = signed(header.head);
if (to <= from || to > head.size || (from === 0 && /[^0]/.test(chain))) fail('the bundle does not say which part of the log it is');
const computed = (passed(), root(0, head.size).toString('hex'));
if (lines.length) fail(`the entry ${lines[0].id} was added`);
if (computed !== head.root || header.around.length || (head.size === at && head.chain !== chain))
  (good === at ? fail : changed)('what the bundle has around its entries is not what was signed');
for (const old of kept)
  if (old.size > head.size && Date.parse(head.time) > Date.parse(old.time)) fail(`the entry at position ${head.size} was removed: a head that was kept has ${old.size} entries`);
  else if (old.size > head.size) untried(`has ${head.size} entries, and a head that was kept, which is newer, ${old.size}: export the log anew`);
  else if (!reached.has(old) || ((head.size === at ? at : good) === from && old.size === from))
    fail(`a head that was kept has ${old.size} entries, where this bundle does not continue it, or does not reach: export the log from 0`);
console.log(`verified: ${to - from} entries of organization ${organizationId}, positions ${from} to ${to - 1} of ${head.size}, as signed at ${head.time} by key ${head.kid}; `
  + `${removed} have expired, values of ${erased.length} were erased${erased.length ? ` (${erased.slice(0, 10).join(', ')}${erased.length > 10 ? ', …' : ''})` : ''}`);
if (!given.length) console.log('The keys are those that the bundle itself brings along: whoever has the published ones compares them by --keys.');
